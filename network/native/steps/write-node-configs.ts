// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { coreConfig } from '../config/core-config.js';
import { ordererConfig } from '../config/orderer-config.js';
import { yamlText } from '../config/yaml-text.js';
import { writePrivate } from '../files/write-private.js';
import type { OrdererNode, PeerNode } from '../plan/nodes.js';
import { LISTEN_ADDRESS } from '../plan/site.js';
import type { Site } from '../plan/site.js';
import type { Programs } from '../programs/locate-programs.js';
import { releaseOf } from './make-genesis.js';

export function writeOrdererConfig(site: Site, node: OrdererNode): void {
  const config = ordererConfig({
    mspId: node.organisation.mspId,
    listenAddress: LISTEN_ADDRESS,
    port: site.port(node, 'listen'),
    adminPort: site.port(node, 'admin'),
    operationsPort: site.port(node, 'operations'),
    hsm: site.hsm(node),
  });
  writePrivate(join(site.nodeFolder(node), 'orderer.yaml'), yamlText(config));
}

export function writePeerConfig(site: Site, node: PeerNode, programs: Programs): void {
  const siblings = site.peers.filter(({ department }) => department === node.department);
  const bootstrap = siblings.find(({ name }) => name !== node.name) ?? node;
  const config = coreConfig({
    id: node.name,
    mspId: node.organisation.mspId,
    listenAddress: LISTEN_ADDRESS,
    port: site.port(node, 'listen'),
    chaincodePort: site.port(node, 'chaincode'),
    operationsPort: site.port(node, 'operations'),
    endpoint: site.endpoint(node),
    bootstrap: site.endpoint(bootstrap),
    peersPerDepartment: siblings.length,
    builder: programs.builder,
    snapshots: join(site.nodeFolder(node), 'data', 'snapshots'),
    release: releaseOf(site.state.definition.fabric),
    hsm: site.hsm(node),
  });
  writePrivate(join(site.nodeFolder(node), 'core.yaml'), yamlText(config));
}
