// SPDX-License-Identifier: Apache-2.0
import type { CompleteDefinition } from '../../definitions/complete-definition.js';
import type { ChaincodeSetting } from './chaincode-setting.js';
import { authoritiesOf, ordererOrganisation, orders, peerOrganisation } from './organisations.js';
import type { Authority, Organisation } from './organisations.js';

/** A certificate authority server of a department. */
export interface CaNode {
  readonly kind: 'ca';
  readonly name: string;
  readonly department: string;
  readonly organisations: readonly Organisation[];
  /** The server's own TLS certificate is of the first one. */
  readonly authorities: readonly Authority[];
}

export interface PeerNode {
  readonly kind: 'peer';
  readonly name: string;
  readonly department: string;
  readonly organisation: Organisation;
}

export interface OrdererNode {
  readonly kind: 'orderer';
  readonly name: string;
  readonly department: string;
  readonly organisation: Organisation;
}

/** A department's server of one chaincode. */
export interface ChaincodeNode {
  readonly kind: 'chaincode';
  readonly name: string;
  readonly department: string;
  readonly organisation: Organisation;
  readonly chaincode: string;
}

export type NetworkNode = CaNode | PeerNode | OrdererNode | ChaincodeNode;
export type NodeKind = NetworkNode['kind'];

/** Names of the listeners of each kind of node. */
export const LISTENERS = {
  ca: ['listen', 'operations'],
  peer: ['listen', 'chaincode', 'operations'],
  orderer: ['listen', 'admin', 'operations'],
  chaincode: ['listen'],
} as const satisfies Record<NodeKind, readonly string[]>;

/** Every node of a network, in the order in which they can be started. */
export function nodesOf(definition: CompleteDefinition, chaincodes: readonly ChaincodeSetting[]): NetworkNode[] {
  return [
    ...definition.departments.map(({ code }) => caNode(definition, code)),
    ...definition.orderers.map(({ code, department }) => ordererNode(definition, code, department)),
    ...definition.departments.flatMap(({ code }) => peerNodes(definition, code)),
    ...chaincodes.flatMap(({ name }) =>
      definition.departments.map(({ code }) => chaincodeNode(definition, code, name)),
    ),
  ];
}

function caNode(definition: CompleteDefinition, code: string): CaNode {
  const department = departmentOf(definition, code);
  const further = orders(definition, code) ? [ordererOrganisation(department)] : [];
  const organisations = [peerOrganisation(department), ...further];
  return {
    kind: 'ca',
    name: `${code}.ca`,
    department: code,
    organisations,
    authorities: authoritiesOf(organisations),
  };
}

function ordererNode(definition: CompleteDefinition, name: string, code: string): OrdererNode {
  const organisation = ordererOrganisation(departmentOf(definition, code));
  return { kind: 'orderer', name, department: code, organisation };
}

function peerNodes(definition: CompleteDefinition, code: string): PeerNode[] {
  const organisation = peerOrganisation(departmentOf(definition, code));
  return Array.from({ length: definition.peersPerDepartment }, (_, index) => ({
    kind: 'peer',
    name: `${code}.peer${index}`,
    department: code,
    organisation,
  }));
}

function chaincodeNode(definition: CompleteDefinition, code: string, chaincode: string): ChaincodeNode {
  const organisation = peerOrganisation(departmentOf(definition, code));
  return { kind: 'chaincode', name: `${code}.chaincode.${chaincode}`, department: code, organisation, chaincode };
}

function departmentOf({ departments }: CompleteDefinition, code: string) {
  const found = departments.find((department) => department.code === code);
  if (found === undefined) throw new Error(`${code} is no department of this network`);
  return found;
}
