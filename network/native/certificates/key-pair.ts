// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { createPublicKey, generateKeyPairSync, webcrypto } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { Pkcs10CertificateRequestGenerator, SubjectAlternativeNameExtension } from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** A new P-256 key; it never leaves this process but into its own file. */
export function newKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
}

export function keyText(key: KeyObject): string {
  return String(key.export({ type: 'pkcs8', format: 'pem' }));
}

/** A request for a certificate, PEM, with the host names that it is to be good for. */
export async function certificateRequest(key: KeyObject, id: string, hosts: readonly string[]): Promise<string> {
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: [{ CN: [id] }],
    keys: await webKeys(key),
    signingAlgorithm: ALGORITHM,
    extensions: hosts.length === 0 ? [] : [new SubjectAlternativeNameExtension(hosts.map(hostName))],
  });
  return request.toString('pem');
}

async function webKeys(key: KeyObject) {
  const { subtle } = webcrypto;
  const privateBytes = key.export({ type: 'pkcs8', format: 'der' });
  const publicBytes = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return {
    privateKey: await subtle.importKey('pkcs8', privateBytes, ALGORITHM, true, ['sign']),
    publicKey: await subtle.importKey('spki', publicBytes, ALGORITHM, true, ['verify']),
  };
}

function hostName(host: string): { type: 'dns' | 'ip'; value: string } {
  return { type: /^[0-9.]+$|:/u.test(host) ? 'ip' : 'dns', value: host };
}
