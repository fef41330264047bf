// SPDX-License-Identifier: Apache-2.0
import type { ChaincodeNode } from '../plan/nodes.js';
import { CONFIGURATION } from './container.js';
import type { Container } from './container.js';
import { labelOf } from './manifest-settings.js';
import type { NetworkView } from './network-view.js';
import { portOf } from './node-ports.js';
import { TLS_MATERIAL } from './signing-material.js';

/** A department's chaincode server; it takes calls from peers of its department's authority only. */
export function chaincodeContainer(node: ChaincodeNode, { settings, ...view }: NetworkView): Container {
  const ports = view.ports.get(node.name) ?? [];
  return {
    name: labelOf(node),
    node: node.name,
    kind: 'chaincode',
    department: node.department,
    image: settings.chaincodeImage,
    command: ['node', 'dist/chaincode/fabric/serve.js'],
    environment: {
      CHAINCODE_SERVER_ADDRESS: `0.0.0.0:${portOf(ports, 'listen')}`,
      CHAINCODE_TLS_KEY_FILE: `${CONFIGURATION}/tls/key.pem`,
      CHAINCODE_TLS_CERT_FILE: `${CONFIGURATION}/tls/cert.pem`,
      CHAINCODE_CLIENT_CA_CERT_FILE: `${CONFIGURATION}/tls/ca.pem`,
      CORE_PEER_LOCALMSPID: node.organisation.mspId,
    },
    configuration: [],
    material: TLS_MATERIAL,
    ports,
    resources: { cpu: '250m', memory: '256Mi', memoryLimit: '1Gi' },
    laterVariables: ['CHAINCODE_ID'],
  };
}
