// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { authorityOf } from './authority.js';
import type { Authority } from './authority.js';
import { CaClient } from './ca-client.js';
import type { Issued } from './ca-client.js';
import { EnrolmentFailed } from './enrolment-failed.js';
import { readSecrets, takeOutSecret } from './enrolment-secrets.js';
import { keepWhole, privateFolder } from './keep-whole.js';
import { nameIn } from './renew-identities.js';
import { newSigningRequest } from './signing-request.js';
import type { WalletIdentity } from './wallet.js';

export interface TlsOrder {
  readonly connections: string;
  /** One-time secrets: `<department>.tls.json` holds those of TLS. */
  readonly enrolments: string;
  readonly department: string;
  /** Gets a folder per department. */
  readonly directory: string;
  /** Names and addresses under which it serves; none for a client. */
  readonly hosts: readonly string[];
}

/** Paths of a TLS certificate, its key (mode 0600) and the root of the CA that issued it. */
export interface TlsFiles {
  readonly certificate: string;
  readonly key: string;
  readonly root: string;
}

/** Where the TLS certificate of a department's gateway or service lies. */
export function tlsFiles(directory: string, department: string): TlsFiles {
  const folder = join(directory, department);
  return { certificate: join(folder, 'cert.pem'), key: join(folder, 'key.pem'), root: join(folder, 'ca.pem') };
}

/**
 * Gets a TLS certificate from the department's CA of TLS, which is none of those that sign on the ledger: by the one
 * that is there, if it is good, and by a one-time secret otherwise. It has a key of its own; the one before it is
 * replaced, the key first, so that a half-made pair is noticed.
 *
 * @throws {EnrolmentFailed} NO_SECRET: there is neither.
 */
export async function enrolTls(order: TlsOrder): Promise<TlsFiles> {
  const { connections, department, directory } = order;
  const authority = await authorityOf(connections, department, 'tls');
  const files = tlsFiles(directory, department);
  const present = await presentOf(files, authority);
  const issued = present === undefined ? await firstOf(order, authority) : await nextOf(order, authority, present);
  await privateFolder(directory);
  await keepWhole(files.key, issued.privateKey);
  await keepWhole(files.certificate, issued.certificate);
  await keepWhole(files.root, issued.chain);
  if (issued.spent !== undefined) await takeOutSecret(order.enrolments, `${department}.tls`, issued.spent);
  return files;
}

interface Made extends Issued {
  readonly privateKey: string;
  /** Name of the secret that is good no more. */
  readonly spent?: string;
}

async function nextOf({ hosts }: TlsOrder, authority: Authority, present: WalletIdentity): Promise<Made> {
  const id = nameIn(present);
  const { privateKey, csr } = await newSigningRequest(id, hosts);
  return { privateKey, ...(await new CaClient(authority).reenrol(id, present, csr, 'tls')) };
}

/** Who serves takes the secret of the service, where there is one; so the gateway's stays for the gateway. */
async function firstOf({ enrolments, department, hosts }: TlsOrder, authority: Authority): Promise<Made> {
  const secrets = await readSecrets(enrolments, `${department}.tls`);
  const names = hosts.length === 0 ? ['gateway', 'pseudonyms'] : ['pseudonyms', 'gateway'];
  const spent = names.find((name) => secrets[name] !== undefined);
  const secret = spent === undefined ? undefined : secrets[spent];
  if (spent === undefined || secret === undefined) {
    throw new EnrolmentFailed('NO_SECRET', { node: authority.node, id: `${department}.tls` });
  }
  const { privateKey, csr } = await newSigningRequest(secret.id, hosts);
  return { privateKey, spent, ...(await new CaClient(authority).enrol(secret.id, secret.secret, csr, 'tls')) };
}

/** The certificate that is there, if it is in time, of this CA, and has its key beside it. */
async function presentOf(files: TlsFiles, { mspId, root }: Authority): Promise<WalletIdentity | undefined> {
  try {
    const [certificate, privateKey] = [await readFile(files.certificate, 'utf8'), await readFile(files.key, 'utf8')];
    const read = new X509Certificate(certificate);
    const isGood =
      Date.parse(read.validTo) > Date.now() &&
      read.verify(new X509Certificate(root).publicKey) &&
      read.checkPrivateKey(createPrivateKey(privateKey));
    return isGood ? { mspId, certificate, privateKey } : undefined;
  } catch {
    return undefined; // Not there yet, or not readable: a new one takes its place.
  }
}
