// SPDX-License-Identifier: Apache-2.0
import type { CompleteDefinition } from '../../definitions/complete-definition.js';
import type { DepartmentDefinition } from '../../definitions/definition.js';

/** An organisation of the channel with a certificate authority of its own. */
export interface Organisation {
  readonly kind: 'peers' | 'orderers';
  readonly department: string;
  readonly mspId: string;
  /** Name of its authority within the department's CA server. */
  readonly caName: string;
}

/** The department's organisation: its peers, gateways and administrator. */
export function peerOrganisation({ code, mspId }: Pick<DepartmentDefinition, 'code' | 'mspId'>): Organisation {
  return { kind: 'peers', department: code, mspId, caName: `${code}-ca` };
}

/**
 * The organisation of a department's orderers, `<Department>OrdererMSP`: a block's signature then names the department
 * that ordered it, and no identity of a peer or a gateway counts among the orderers.
 */
export function ordererOrganisation({ code, mspId }: Pick<DepartmentDefinition, 'code' | 'mspId'>): Organisation {
  return {
    kind: 'orderers',
    department: code,
    mspId: `${mspId.replace(/MSP$/u, '')}OrdererMSP`,
    caName: `${code}-orderer-ca`,
  };
}

/** Whether the department runs an orderer. */
export function orders({ orderers }: CompleteDefinition, code: string): boolean {
  return orderers.some(({ department }) => department === code);
}

export function organisationsOf(definition: CompleteDefinition): Organisation[] {
  const { departments } = definition;
  return [
    ...departments.map(peerOrganisation),
    ...departments.filter(({ code }) => orders(definition, code)).map(ordererOrganisation),
  ];
}
