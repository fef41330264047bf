// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BasicConstraintsExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  X509CrlGenerator,
  cryptoProvider,
  type X509Certificate,
} from '@peculiar/x509';
import type { ClientFiles } from '../../../../gateway/pseudonyms/remote/client-connections.js';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
/** Where Fabric CA puts attributes. */
const ATTRIBUTES = '1.2.3.4.5.6.7.8.1';
const DAY = 24 * 3_600_000;

cryptoProvider.set(globalThis.crypto);

export interface CertificateOrder {
  readonly name: string;
  /** Of a gateway; absent: of a peer. */
  readonly isGateway?: boolean;
  readonly hosts?: readonly string[];
  readonly until?: Date;
}

/** The CA of one department, as a Fabric CA would issue, for tests that need none as a process. */
export class DepartmentCa {
  readonly department: string;
  readonly certificate: X509Certificate;
  readonly #keys: webcrypto.CryptoKeyPair;

  private constructor(department: string, certificate: X509Certificate, keys: webcrypto.CryptoKeyPair) {
    this.department = department;
    this.certificate = certificate;
    this.#keys = keys;
  }

  static async create(department: string, name = `ca.${department}`): Promise<DepartmentCa> {
    const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
    const certificate = await X509CertificateGenerator.createSelfSigned({
      serialNumber: serial(),
      name: [{ CN: [name] }],
      notBefore: new Date(Date.now() - DAY),
      notAfter: new Date(Date.now() + 365 * DAY),
      signingAlgorithm: ALGORITHM,
      keys,
      extensions: [
        new BasicConstraintsExtension(true, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      ],
    });
    return new DepartmentCa(department, certificate, keys);
  }

  get pem(): string {
    return this.certificate.toString('pem');
  }

  /** Issues a certificate and puts it, its key and a root that vouches for the other side into a folder. */
  async issue(folder: string, order: CertificateOrder, otherRoot: string): Promise<ClientFiles & { serial: string }> {
    const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
    const certificate = await this.#certificateOf(keys.publicKey, order);
    const files = { certificate: join(folder, 'cert.pem'), key: join(folder, 'key.pem'), root: join(folder, 'ca.pem') };
    await mkdir(folder, { recursive: true });
    await writeFile(files.certificate, certificate.toString('pem'));
    await writeFile(files.key, await pemOf(keys.privateKey), { mode: 0o600 });
    await writeFile(files.root, otherRoot);
    return { ...files, serial: certificate.serialNumber };
  }

  async revocationList(serialNumber: string, nextUpdate?: Date): Promise<string> {
    const list = await X509CrlGenerator.create({
      issuer: this.certificate.subject,
      thisUpdate: new Date(),
      nextUpdate: nextUpdate ?? new Date(Date.now() + DAY),
      signingAlgorithm: ALGORITHM,
      signingKey: this.#keys.privateKey,
      entries: [{ serialNumber, revocationDate: new Date() }],
    });
    return list.toString('pem');
  }

  #certificateOf(publicKey: webcrypto.CryptoKey, { name, isGateway = false, hosts = [], until }: CertificateOrder) {
    const attributes = Buffer.from(JSON.stringify({ attrs: { 'onedoor.tls': 'gateway' } }));
    return X509CertificateGenerator.create({
      serialNumber: serial(),
      issuer: this.certificate.subject,
      subject: [{ OU: [isGateway ? 'client' : 'peer'] }, { CN: [name] }],
      notBefore: new Date(Date.now() - DAY),
      notAfter: until ?? new Date(Date.now() + 30 * DAY),
      signingAlgorithm: ALGORITHM,
      publicKey,
      signingKey: this.#keys.privateKey,
      extensions: [
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        ...(isGateway ? [new Extension(ATTRIBUTES, false, attributes)] : []),
        ...(hosts.length === 0 ? [] : [new SubjectAlternativeNameExtension(hosts.map(nameOf))]),
      ],
    });
  }
}

function nameOf(value: string) {
  return { type: /^[0-9.]+$/u.test(value) ? ('ip' as const) : ('dns' as const), value };
}

function serial(): string {
  return `4${randomBytes(15).toString('hex')}0`;
}

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${der.replace(/(.{64})(?=.)/gu, '$1\n')}\n-----END PRIVATE KEY-----\n`;
}
