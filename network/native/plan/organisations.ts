// SPDX-License-Identifier: Apache-2.0
import type { CompleteDefinition } from '../../definitions/complete-definition.js';
import type { DepartmentDefinition } from '../../definitions/definition.js';

/**
 * What a certificate is for. Fabric's MSP looks at no key usage, so whoever signs and whoever only speaks TLS is
 * certified under roots that have nothing to do with each other.
 */
export type CertificateUse = 'signing' | 'tls';

/** An organisation of the channel with certificate authorities of its own. */
export interface Organisation {
  readonly kind: 'peers' | 'orderers';
  readonly department: string;
  readonly mspId: string;
  /** Names of its authorities within the department's CA server. */
  readonly caNames: Readonly<Record<CertificateUse, string>>;
}

/** One authority of a department's CA server. */
export interface Authority {
  readonly organisation: Organisation;
  readonly use: CertificateUse;
  readonly caName: string;
  /** Where it lies below the server's folder. */
  readonly path: string;
}

/** The first authority of a server lies in its folder itself, and certifies the server's own TLS. */
const FIRST = 'peers-tls';

/** The authorities of organisations, in the order in which one server has them. */
export function authoritiesOf(organisations: readonly Organisation[]): Authority[] {
  return organisations.flatMap((organisation) =>
    (['tls', 'signing'] as const).map((use) => {
      const name = `${organisation.kind}-${use}`;
      return { organisation, use, caName: organisation.caNames[use], path: name === FIRST ? '' : name };
    }),
  );
}

/** The department's organisation: its peers, gateways and administrator. */
export function peerOrganisation({ code, mspId }: Pick<DepartmentDefinition, 'code' | 'mspId'>): Organisation {
  return { kind: 'peers', department: code, mspId, caNames: { signing: `${code}-ca`, tls: `${code}-tls-ca` } };
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
    caNames: { signing: `${code}-orderer-ca`, tls: `${code}-orderer-tls-ca` },
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
