// SPDX-License-Identifier: Apache-2.0
import type { X509Certificate } from 'node:crypto';
import { X509Crl, X509Certificate as ParsedCertificate } from '@peculiar/x509';

/** Certificates that the revocation lists of an organisation name, each list under the CA whose signature it bears. */
export class Revocations {
  readonly #revoked: ReadonlySet<string>;

  private constructor(revoked: ReadonlySet<string>) {
    this.#revoked = revoked;
  }

  /** A list that none of the CAs signed revokes nothing. @throws on what is no list. */
  static async read(lists: readonly Uint8Array[], authorities: readonly X509Certificate[]): Promise<Revocations> {
    const revoked = new Set<string>();
    for (const bytes of lists) {
      const list = new X509Crl(Buffer.from(bytes).toString('utf8'));
      for (const authority of authorities) {
        const { publicKey } = new ParsedCertificate(authority.raw);
        if (!(await list.verify({ publicKey }))) continue;
        for (const { serialNumber } of list.entries) revoked.add(nameOf(authority, serialNumber));
      }
    }
    return new Revocations(revoked);
  }

  includes(issuer: X509Certificate, { serialNumber }: X509Certificate): boolean {
    return this.#revoked.size > 0 && this.#revoked.has(nameOf(issuer, serialNumber));
  }
}

/** Serial numbers are written with and without leading zeros. */
function nameOf(issuer: X509Certificate, serialNumber: string): string {
  return `${issuer.fingerprint256} ${BigInt(`0x${serialNumber}`).toString()}`;
}
