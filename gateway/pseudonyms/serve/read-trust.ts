// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demandOwnList } from './demand-own-list.js';
import { KnownClients, type DepartmentTrust } from './known-clients.js';

/** The CAs of the departments cannot be read; the message names the folder or the file. */
export class TrustUnreadable extends Error {
  override readonly name = 'TrustUnreadable';
}

/**
 * Reads which departments may ask from a folder: `<department>.pem` with the certificates of its CA, or its connection
 * profile `<department>.json`, which names them too; beside it `<department>.crl.pem`, if something was revoked.
 *
 * @throws {TrustUnreadable} nothing is there, or what is there cannot be read.
 */
export async function readTrust(folder: string): Promise<KnownClients> {
  try {
    const names = await readdir(folder);
    const departments = new Set(names.map(departmentIn).filter((one) => one !== undefined));
    if (departments.size === 0) throw new Error('no department has a CA certificate there');
    return new KnownClients(await Promise.all([...departments].sort().map((one) => trustIn(folder, names, one))));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TrustUnreadable(`${folder} does not say which departments may ask: ${reason}`, { cause });
  }
}

function departmentIn(name: string): string | undefined {
  return /^([a-z][a-z0-9-]*)[.](?:pem|json)$/u.exec(name)?.[1];
}

async function trustIn(folder: string, names: readonly string[], department: string): Promise<DepartmentTrust> {
  const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
  const [pem, list] = [`${department}.pem`, `${department}.crl.pem`];
  const authority = names.includes(pem) ? await read(pem) : rootsIn(await read(`${department}.json`), department);
  if (!names.includes(list)) return { department, authority };
  const revoked = await read(list);
  await demandOwnList(revoked, authority).catch((cause: unknown) => {
    throw new Error(`${list}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  });
  return { department, authority, revoked };
}

/** The department's own CA in its connection profile. */
function rootsIn(text: string, department: string): string {
  const profile = JSON.parse(text) as {
    readonly certificateAuthorities?: Readonly<Record<string, { readonly tlsCACerts?: { readonly pem?: string } }>>;
  };
  const pems = Object.values(profile.certificateAuthorities ?? {}).map(({ tlsCACerts }) => tlsCACerts?.pem);
  const known = pems.filter((pem) => pem !== undefined);
  if (known.length === 0) throw new Error(`the connection profile of ${department} names no CA`);
  return [...new Set(known)].join('\n'); // one server may answer for several
}
