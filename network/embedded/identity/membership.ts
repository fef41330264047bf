// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { NodeRole } from './certificate-authority.js';

/** A certificate whose chain to its organisation's CA was checked. */
export interface Member {
  readonly mspId: string;
  readonly role: NodeRole | undefined;
  /** Set where the organisation names this very certificate as one of an administrator. */
  readonly isNamedAdmin?: true;
  readonly publicKey: KeyObject;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
}

const KEPT = 10_000;
const ROLES: readonly string[] = ['client', 'peer', 'orderer', 'admin'] satisfies NodeRole[];

/**
 * The MSPs of a channel: which certificates belong to which organisation. Certificates are parsed and their chains
 * checked once; a certificate that was seen before costs a look-up.
 */
export class Membership {
  readonly #roots: ReadonlyMap<string, X509Certificate>;
  readonly #members: ReadonlyMap<string, Map<string, Member | undefined>>;

  /** @param roots CA certificate (PEM) by MSP id. */
  constructor(roots: ReadonlyMap<string, string>) {
    this.#roots = new Map([...roots].map(([mspId, pem]) => [mspId, new X509Certificate(pem)]));
    this.#members = new Map([...roots.keys()].map((mspId) => [mspId, new Map<string, Member | undefined>()]));
  }

  /** Number of organisations. */
  get size(): number {
    return this.#roots.size;
  }

  /** The member, or `undefined` if the organisation is unknown or its CA did not issue the certificate. Says nothing of time. */
  find(mspId: string, certificate: string): Member | undefined {
    const members = this.#members.get(mspId);
    if (members === undefined) return undefined;
    if (members.has(certificate)) return members.get(certificate);
    const member = this.#check(mspId, certificate);
    // A stranger can send any number of bad certificates; they must not fill the memory.
    if (members.size >= KEPT) members.clear();
    members.set(certificate, member);
    return member;
  }

  /** The member if its certificate is valid at this moment. */
  findValid(mspId: string, certificate: string, at: number = Date.now()): Member | undefined {
    const member = this.find(mspId, certificate);
    return member !== undefined && member.notBefore <= at && at <= member.notAfter ? member : undefined;
  }

  #check(mspId: string, pem: string): Member | undefined {
    const root = this.#roots.get(mspId);
    const certificate = parse(pem);
    if (root === undefined || certificate === undefined || certificate.ca) return undefined;
    if (!certificate.checkIssued(root) || !certificate.verify(root.publicKey)) return undefined;
    return {
      mspId,
      role: roleOf(certificate),
      publicKey: certificate.publicKey,
      notBefore: Date.parse(certificate.validFrom),
      notAfter: Date.parse(certificate.validTo),
    };
  }
}

function parse(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

/** Exactly one of the node units must stand in the subject, as with Fabric's NodeOUs. */
function roleOf(certificate: X509Certificate): NodeRole | undefined {
  const units = certificate.subject
    .split('\n')
    .filter((line) => line.startsWith('OU='))
    .map((line) => line.slice(3))
    .filter((unit): unit is NodeRole => ROLES.includes(unit));
  return units.length === 1 ? units[0] : undefined;
}
