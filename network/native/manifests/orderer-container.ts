// SPDX-License-Identifier: Apache-2.0
import { ordererConfig } from '../config/orderer-config.js';
import { yamlText } from '../config/yaml-text.js';
import type { OrdererNode } from '../plan/nodes.js';
import { CONFIGURATION, DATA } from './container.js';
import type { Container } from './container.js';
import { labelOf } from './manifest-settings.js';
import type { NetworkView } from './network-view.js';
import { portOf } from './node-ports.js';
import { SIGNING_MATERIAL, TLS_MATERIAL } from './signing-material.js';

/**
 * Whoever asks for more than `/healthz` shows a certificate of the department's authority. Paths are absolute: these
 * the orderer does not take as relative to the file.
 */
const SECURED = {
  Enabled: true,
  PrivateKey: `${CONFIGURATION}/tls/key.pem`,
  Certificate: `${CONFIGURATION}/tls/cert.pem`,
  ClientAuthRequired: false,
  ClientRootCAs: [`${CONFIGURATION}/tls/ca.pem`],
};

export function ordererContainer(node: OrdererNode, { settings, ...view }: NetworkView): Container {
  const ports = view.ports.get(node.name) ?? [];
  const operationsPort = portOf(ports, 'operations');
  const configuration = {
    ...ordererConfig({
      mspId: node.organisation.mspId,
      listenAddress: '0.0.0.0',
      port: portOf(ports, 'listen'),
      adminPort: portOf(ports, 'admin'),
      operationsPort,
    }),
    FileLedger: { Location: DATA },
    Consensus: { WALDir: `${DATA}/etcdraft/wal`, SnapDir: `${DATA}/etcdraft/snapshot` },
    Operations: { ListenAddress: `0.0.0.0:${operationsPort}`, TLS: SECURED },
    Admin: { ListenAddress: `0.0.0.0:${portOf(ports, 'admin')}`, TLS: { ...SECURED, ClientAuthRequired: true } },
  };
  return {
    name: labelOf(node),
    node: node.name,
    kind: 'orderer',
    department: node.department,
    image: `${settings.images}fabric-orderer:${settings.definition.fabric}`,
    command: ['orderer', 'start'],
    environment: { FABRIC_CFG_PATH: CONFIGURATION, FABRIC_LOGGING_SPEC: 'info' },
    configuration: [{ key: 'orderer.yaml', path: 'orderer.yaml', text: yamlText(configuration) }],
    material: [...SIGNING_MATERIAL, ...TLS_MATERIAL],
    ports,
    healthPort: operationsPort,
    disk: settings.disks.orderer,
    resources: { cpu: '250m', memory: '256Mi', memoryLimit: '1Gi' },
    laterVariables: [],
  };
}
