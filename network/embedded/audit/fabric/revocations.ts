// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import type { X509Certificate } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  SubjectKeyIdentifierExtension,
  X509Crl,
  X509Certificate as ParsedCertificate,
} from '@peculiar/x509';
import { revokedSerials } from './revoked-serials.js';

/** How a list begins that is not PEM. */
const DER_SEQUENCE = 0x30;

/** Certificates that the revocation lists of an organisation name, each list under the CA that it names and that signed it. */
export class Revocations {
  readonly #revoked: ReadonlySet<string>;

  private constructor(revoked: ReadonlySet<string>) {
    this.#revoked = revoked;
  }

  /** A list that none of the CAs made revokes nothing, as on a peer. @throws on what is no list. */
  static async read(lists: readonly Uint8Array[], authorities: readonly X509Certificate[]): Promise<Revocations> {
    const revoked = new Set<string>();
    for (const bytes of lists) {
      const list = new X509Crl(bytes[0] === DER_SEQUENCE ? Buffer.from(bytes) : Buffer.from(bytes).toString('utf8'));
      for (const authority of authorities) {
        if (!(await isMadeBy(list, new ParsedCertificate(authority.raw)))) continue;
        for (const serial of revokedSerials(new Uint8Array(list.rawData))) revoked.add(nameOf(authority, serial));
      }
    }
    return new Revocations(revoked);
  }

  includes(issuer: X509Certificate, { serialNumber }: X509Certificate): boolean {
    return this.#revoked.size > 0 && this.#revoked.has(nameOf(issuer, BigInt(`0x${serialNumber}`)));
  }
}

/** A list says by a key identifier whose it is; the signature alone does not count. */
async function isMadeBy(list: X509Crl, authority: ParsedCertificate): Promise<boolean> {
  const named = list.getExtension(AuthorityKeyIdentifierExtension)?.keyId;
  const own = authority.getExtension(SubjectKeyIdentifierExtension)?.keyId;
  return named !== undefined && named === own && (await list.verify({ publicKey: authority.publicKey }));
}

function nameOf(issuer: X509Certificate, serial: bigint): string {
  return `${issuer.fingerprint256} ${serial.toString()}`;
}
