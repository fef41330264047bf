// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import { X509Certificate as ParsedCertificate, X509Crl } from '@peculiar/x509';

/** What vouches for one department's gateways. */
export interface DepartmentTrust {
  readonly department: string;
  /** Certificates of its CA, PEM, one after the other. */
  readonly authority: string;
  /** Its revocation list, PEM; absent: nothing is revoked. */
  readonly revoked?: string;
}

/** A client that may ask: a gateway of this department, until its certificate ends. */
export interface KnownClient {
  readonly department: string;
  /** Milliseconds. */
  readonly until: number;
}

interface Authority {
  readonly department: string;
  readonly certificates: readonly X509Certificate[];
  readonly revokedSerials: ReadonlySet<string>;
}

/** Where Fabric CA puts the attributes of an identity. */
const ATTRIBUTES = '1.2.3.4.5.6.7.8.1';

/** Says of which department a certificate is: of the one whose CA signed it, whatever name stands in it. */
export class KnownClients {
  readonly #authorities: readonly Authority[];
  /** All of them, PEM: what a TLS handshake is held against. */
  readonly roots: readonly string[];

  /** @throws {Error} a CA that cannot be read, or that two departments share: its clients could be of either. */
  constructor(trusted: readonly DepartmentTrust[]) {
    this.#authorities = trusted.map(readTrust);
    this.roots = this.#authorities.flatMap(({ certificates }) => certificates.map((one) => one.toString()));
    if (new Set(this.roots).size < this.roots.length) throw new Error('two departments share one CA certificate');
  }

  get departments(): string[] {
    return this.#authorities.map(({ department }) => department);
  }

  /** `undefined`: signed by no department's CA of TLS, revoked, or no gateway's. Whether it is in time is for the asker to see. */
  clientOf(certificate: X509Certificate): KnownClient | undefined {
    const authority = this.#authorities.find(({ certificates }) => certificates.some((ca) => isFrom(certificate, ca)));
    if (authority === undefined || authority.revokedSerials.has(serialOf(certificate.serialNumber))) return undefined;
    if (!isGateway(certificate)) return undefined;
    return { department: authority.department, until: Date.parse(certificate.validTo) };
  }
}

function readTrust({ department, authority, revoked }: DepartmentTrust): Authority {
  const pems = authority.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu) ?? [];
  const certificates = pems.map((pem) => new X509Certificate(pem));
  if (certificates.length === 0 || !certificates.every(({ ca }) => ca)) {
    throw new Error(`the CA certificate of ${department} cannot be read, or is of no CA`);
  }
  const entries = revoked === undefined ? [] : new X509Crl(revoked).entries;
  return {
    department,
    certificates,
    revokedSerials: new Set(entries.map(({ serialNumber }) => serialOf(serialNumber))),
  };
}

/** Its signature, not only the name of its issuer. */
function isFrom(certificate: X509Certificate, authority: X509Certificate): boolean {
  return certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
}

/** A gateway's certificate says so; a peer's, an orderer's or a chaincode server's does not. */
function isGateway({ raw }: X509Certificate): boolean {
  const extension = new ParsedCertificate(raw).getExtension(ATTRIBUTES);
  if (extension === null) return false;
  try {
    const { attrs } = JSON.parse(Buffer.from(extension.value).toString('utf8')) as { attrs?: Record<string, string> };
    return attrs?.['onedoor.tls'] === 'gateway';
  } catch {
    return false;
  }
}

function serialOf(hex: string): string {
  return hex.toLowerCase().replace(/^0+/u, '');
}
