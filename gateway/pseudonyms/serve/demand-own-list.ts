// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { X509Certificate, X509Crl } from '@peculiar/x509';

/**
 * A revocation list counts only where one of the department's CAs signed it, and until it says that the next one comes.
 * @param authority certificates of the CA, PEM, one after the other. @param list PEM.
 * @throws {Error} it is somebody else's, has no end, or has ended: what was revoked since is not in it.
 */
export async function demandOwnList(list: string, authority: string, now = Date.now()): Promise<void> {
  const read = new X509Crl(list);
  const authorities = authority.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu) ?? [];
  const own = await Promise.all(
    authorities.map((pem) => read.verify({ publicKey: new X509Certificate(pem).publicKey }).catch(() => false)),
  );
  if (!own.includes(true)) throw new Error('the revocation list is not signed by the CA of its department');
  const { nextUpdate } = read;
  if (nextUpdate === undefined) throw new Error('the revocation list does not say when the next one comes');
  if (nextUpdate.getTime() <= now) {
    throw new Error(`the revocation list ended on ${nextUpdate.toISOString()}; have the CA make a new one`);
  }
}
