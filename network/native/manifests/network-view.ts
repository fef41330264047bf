// SPDX-License-Identifier: Apache-2.0
import { nodesOf } from '../plan/nodes.js';
import type { NetworkNode, PeerNode } from '../plan/nodes.js';
import type { ContainerPort } from './container.js';
import { demandLabels } from './manifest-settings.js';
import type { ManifestSettings } from './manifest-settings.js';
import { portsByNode } from './node-ports.js';

/** The nodes of a definition with their ports. */
export interface NetworkView {
  readonly settings: ManifestSettings;
  readonly nodes: readonly NetworkNode[];
  readonly ports: ReadonlyMap<string, readonly ContainerPort[]>;
}

/** @throws {OperationFailure} `WRONG_INPUT`, see demandLabels. */
export function networkView(settings: ManifestSettings): NetworkView {
  const { definition, chaincodeImage } = settings;
  const chaincode = {
    name: definition.chaincode,
    version: definition.version,
    command: [chaincodeImage] as const,
    endorsement: { channelPolicy: 'TwoDepartments' },
  };
  const nodes = nodesOf(definition, [chaincode]);
  demandLabels(nodes);
  return { settings, nodes, ports: portsByNode(nodes, definition.firstPort) };
}

export function peersOf({ nodes }: NetworkView, department: string): PeerNode[] {
  return nodes.filter((node) => node.kind === 'peer').filter((node) => node.department === department);
}
