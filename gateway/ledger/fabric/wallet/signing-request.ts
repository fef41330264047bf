// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { generateKeyPairSync, webcrypto, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import { Pkcs10CertificateRequestGenerator, SubjectAlternativeNameExtension, cryptoProvider } from '@peculiar/x509';

export interface SigningRequest {
  /** PKCS #8, PEM. Made here, and never leaves. */
  readonly privateKey: string;
  /** PKCS #10, PEM. */
  readonly csr: string;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

cryptoProvider.set(globalThis.crypto);

/** A new P-256 key, and a request for a certificate of it. `hosts`: names and addresses at which a server answers. */
export async function newSigningRequest(name: string, hosts: readonly string[] = []): Promise<SigningRequest> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keys = { privateKey: await importKey(privateKey, 'sign'), publicKey: await importKey(publicKey, 'verify') };
  const names = hosts.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value }));
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: [{ CN: [name] }],
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: names.length === 0 ? [] : [new SubjectAlternativeNameExtension(names)],
  });
  return { privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }) as string, csr: request.toString('pem') };
}

function importKey(key: KeyObject, use: 'sign' | 'verify'): Promise<webcrypto.CryptoKey> {
  const [format, type] = use === 'sign' ? (['pkcs8', 'pkcs8'] as const) : (['spki', 'spki'] as const);
  const der = key.export({ format: 'der', type: type as 'pkcs8' }) as Buffer;
  return webcrypto.subtle.importKey(format, der, ALGORITHM, true, [use]);
}
