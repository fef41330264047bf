// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  AuthorityKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
  cryptoProvider,
} from '@peculiar/x509';

/** Node organisational units of Fabric's MSP; the OU of a certificate says which it is. */
export type NodeRole = 'client' | 'peer' | 'orderer' | 'admin';

export type Attributes = Readonly<Record<string, string>>;

/** A certificate with its private key, both PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly privateKey: string;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const ATTRIBUTES_EXTENSION = '1.2.3.4.5.6.7.8.1';
const YEAR = 365 * 24 * 3600 * 1000;
/** A clock that runs a little behind must not find a fresh certificate "not yet valid". */
const LEEWAY = 5 * 60 * 1000;

cryptoProvider.set(globalThis.crypto);

/** A self-signed P-256 root for one organisation, good for 20 years. */
export async function createAuthority(mspId: string): Promise<KeyPair> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{ O: [mspId] }, { CN: [`ca.${mspId}`] }],
    ...validFor(20),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: certificate.toString('pem') + '\n', privateKey: await privatePem(keys.privateKey) };
}

/** Issues a certificate with the role as OU and, if there are any, Fabric's attribute extension. Good for 10 years. */
export async function issueCertificate(
  authority: KeyPair,
  subject: { readonly name: string; readonly role: NodeRole; readonly attributes: Attributes },
): Promise<KeyPair> {
  const issuer = new X509Certificate(authority.certificate);
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    issuer: issuer.subjectName.toJSON(),
    subject: [{ OU: [subject.role] }, { CN: [subject.name] }],
    ...validFor(10),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: await importPrivate(authority.privateKey),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      ...attributeExtension(subject.attributes),
    ],
  });
  return { certificate: certificate.toString('pem') + '\n', privateKey: await privatePem(keys.privateKey) };
}

function attributeExtension(attributes: Attributes): Extension[] {
  if (Object.keys(attributes).length === 0) return [];
  return [new Extension(ATTRIBUTES_EXTENSION, false, Buffer.from(JSON.stringify({ attrs: attributes })))];
}

function validFor(years: number): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now - LEEWAY), notAfter: new Date(now + years * YEAR) };
}

/** A positive integer of 128 random bits. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}

async function privatePem(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${der.replace(/(.{64})(?=.)/g, '$1\n')}\n-----END PRIVATE KEY-----\n`;
}

function importPrivate(pem: string): Promise<webcrypto.CryptoKey> {
  const der = Buffer.from(pem.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64');
  return webcrypto.subtle.importKey('pkcs8', der, ALGORITHM, false, ['sign']);
}
