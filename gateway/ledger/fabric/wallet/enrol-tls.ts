// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { authorityOf } from './authority.js';
import { CaClient } from './ca-client.js';
import { EnrolmentFailed } from './enrolment-failed.js';
import { keepWhole, privateFolder } from './keep-whole.js';
import { readIdentity, readWallet } from './read-wallet.js';
import { nameIn } from './renew-identities.js';
import { newSigningRequest } from './signing-request.js';
import { labelOf } from './wallet.js';

export interface TlsOrder {
  readonly connections: string;
  readonly wallet: string;
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
 * Gets a TLS certificate from the department's own CA, asked for by an identity that is enrolled: its operator, or the
 * first there is. It has a key of its own; the one before it is replaced, the key first, so that a half-made pair is noticed.
 *
 * @throws {EnrolmentFailed} NO_SECRET: the wallet has no identity of the department to ask with.
 */
export async function enrolTls(order: TlsOrder): Promise<TlsFiles> {
  const { department, directory, hosts } = order;
  const authority = await authorityOf(order.connections, department);
  const asker = await askerOf(order.wallet, department);
  const identity = asker === undefined ? undefined : await readIdentity(order.wallet, asker);
  if (identity === undefined) throw new EnrolmentFailed('NO_SECRET', { node: authority.node, id: department });
  const id = nameIn(identity);
  const { privateKey, csr } = await newSigningRequest(id, hosts);
  const { certificate, chain } = await new CaClient(authority).reenrol(id, identity, csr, 'tls');
  const files = tlsFiles(directory, department);
  await privateFolder(directory);
  await keepWhole(files.key, privateKey);
  await keepWhole(files.certificate, certificate);
  await keepWhole(files.root, chain);
  return files;
}

async function askerOf(wallet: string, department: string): Promise<string | undefined> {
  const labels = await readWallet(wallet).labels();
  const operator = labelOf(department, 'operator');
  return labels.includes(operator) ? operator : labels.find((label) => label.startsWith(`${department}.`));
}
