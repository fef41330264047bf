// SPDX-License-Identifier: Apache-2.0
import { coreConfig } from '../config/core-config.js';
import { yamlText } from '../config/yaml-text.js';
import { peersOf } from './network-view.js';
import type { NetworkView } from './network-view.js';
import type { PeerNode } from '../plan/nodes.js';
import { CONFIGURATION, DATA } from './container.js';
import type { Container } from './container.js';
import { hostOf, labelOf } from './manifest-settings.js';
import { portOf } from './node-ports.js';
import { SIGNING_MATERIAL, TLS_MATERIAL } from './signing-material.js';

const BUILDER = '/opt/hyperledger/ccaas_builder';

export function peerContainer(node: PeerNode, view: NetworkView): Container {
  const { settings } = view;
  const ports = view.ports.get(node.name) ?? [];
  const { peer, ...further } = coreConfig({
    id: node.name,
    mspId: node.organisation.mspId,
    listenAddress: '0.0.0.0',
    port: portOf(ports, 'listen'),
    chaincodePort: portOf(ports, 'chaincode'),
    operationsPort: portOf(ports, 'operations'),
    endpoint: endpointOf(node, view),
    bootstrap: endpointOf(neighbourOf(node, view), view),
    peersPerDepartment: settings.definition.peersPerDepartment,
    builder: BUILDER,
    snapshots: `${DATA}/snapshots`,
    release: settings.definition.fabric.split('.').slice(0, 2).join('.'),
  }) as Record<'peer' | 'operations', object>;
  const core = {
    ...further,
    peer: { ...peer, fileSystemPath: DATA },
    operations: securedOperations(portOf(ports, 'operations')),
  };
  return {
    name: labelOf(node),
    node: node.name,
    kind: 'peer',
    department: node.department,
    image: `${settings.images}fabric-peer:${settings.definition.fabric}`,
    command: ['peer', 'node', 'start'],
    environment: { FABRIC_CFG_PATH: CONFIGURATION, FABRIC_LOGGING_SPEC: 'info' },
    configuration: [{ key: 'core.yaml', path: 'core.yaml', text: yamlText(core) }],
    material: [...SIGNING_MATERIAL, ...TLS_MATERIAL],
    ports,
    healthPort: portOf(ports, 'operations'),
    disk: settings.disks.peer,
    resources: { cpu: '500m', memory: '512Mi', memoryLimit: '2Gi' },
    laterVariables: [],
  };
}

/** Whoever asks for more than `/healthz` shows a certificate of the department's authority. */
function securedOperations(port: number): object {
  return {
    listenAddress: `0.0.0.0:${port}`,
    tls: {
      enabled: true,
      cert: { file: `${CONFIGURATION}/tls/cert.pem` },
      key: { file: `${CONFIGURATION}/tls/key.pem` },
      clientAuthRequired: false,
      clientRootCAs: { files: [`${CONFIGURATION}/tls/ca.pem`] },
    },
  };
}

function endpointOf(node: PeerNode, { ports, settings }: NetworkView): string {
  return `${hostOf(node, settings)}:${portOf(ports.get(node.name), 'listen')}`;
}

function neighbourOf(node: PeerNode, view: NetworkView): PeerNode {
  return peersOf(view, node.department).find(({ name }) => name !== node.name) ?? node;
}
