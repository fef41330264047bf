// SPDX-License-Identifier: Apache-2.0
import type { NetworkNode } from '../plan/nodes.js';
import { caContainer } from './ca-container.js';
import { chaincodeContainer } from './chaincode-container.js';
import type { Container } from './container.js';
import type { NetworkView } from './network-view.js';
import { ordererContainer } from './orderer-container.js';
import { peerContainer } from './peer-container.js';

/** Every node of the network as a container, in the order in which they can be started. */
export function containersOf(view: NetworkView): Container[] {
  return view.nodes.map((node) => containerOf(node, view));
}

function containerOf(node: NetworkNode, view: NetworkView): Container {
  switch (node.kind) {
    case 'ca':
      return caContainer(node, view);
    case 'orderer':
      return ordererContainer(node, view);
    case 'peer':
      return peerContainer(node, view);
    case 'chaincode':
      return chaincodeContainer(node, view);
  }
}
