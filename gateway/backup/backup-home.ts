// SPDX-License-Identifier: Apache-2.0
import { chmod, copyFile, mkdir, open, readdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Home } from '../home.js';
import { packageVersion } from '../package-version.js';
import { copySqlite } from '../sqlite/copy-sqlite.js';
import { filesOf, verifyFiles, writeManifest, type BackupManifest } from './backup-manifest.js';

/** What of an open ledger a backup needs. */
export interface BackedUpLedger {
  /** Copies it into a folder that is not there yet, as of its last block. */
  backup(folder: string): Promise<{ readonly height: bigint; readonly hash: Uint8Array }>;
}

/**
 * Copies everything of a home that cannot be made again into a folder, mode 0700, while the home is served: blocks, private
 * values, identities, keys, pseudonyms and what else lies in databases. The read model is left out: blocks give it.
 * Of a Fabric network the blocks stay with its peers; what was signed and may not be in a block yet is copied, and the
 * wallet. What the ledger refers to is never older than the ledger: pseudonyms and uploads are copied after it. What refers to the ledger is
 * never younger: all other databases are copied before it. Every file is read again at the end.
 *
 * @throws where the folder is there and not empty, or the copy is not whole; such a folder has no manifest.
 */
export async function backupHome(home: Home, ledger: BackedUpLedger, target: string): Promise<BackupManifest> {
  await makeEmpty(target);
  for (const file of await otherDatabases(home)) copySqlite(file, join(target, basename(file)));
  const { height, hash } = await ledger.backup(join(target, 'ledger'));
  if (existsSync(home.pseudonyms)) copySqlite(home.pseudonyms, join(target, basename(home.pseudonyms)));
  for (const folder of [home.keys, home.wallet, home.uploads]) await copyFolder(folder, join(target, basename(folder)));
  for (const name of ['data-version', 'ledger-kind', 'demo.json'])
    await copyIfThere(join(home.folder, name), join(target, name));
  const files = await filesOf(target);
  for (const { path } of files) await sync(join(target, path));
  const manifest: BackupManifest = {
    v: 1,
    createdAt: new Date().toISOString(),
    version: packageVersion(),
    dataVersion: await dataVersion(home),
    height: Number(height),
    hash: Buffer.from(hash).toString('hex'),
    files,
  };
  await verifyFiles(target, manifest);
  await writeManifest(target, manifest);
  await sync(target);
  return manifest;
}

async function makeEmpty(target: string): Promise<void> {
  await mkdir(target, { recursive: true, mode: 0o700 });
  if ((await readdir(target)).length > 0) throw new Error(`${target} is not empty; name a new folder`);
  await chmod(target, 0o700);
}

async function otherDatabases(home: Home): Promise<string[]> {
  const known = [home.readModel, home.pseudonyms];
  return (await readdir(home.folder))
    .filter((name) => name.endsWith('.sqlite'))
    .map((name) => join(home.folder, name))
    .filter((file) => !known.includes(file));
}

/** Only a home of a Fabric network has a wallet; what is removed meanwhile is not copied. */
async function copyFolder(source: string, target: string): Promise<void> {
  if (!existsSync(source)) return;
  await mkdir(target, { mode: 0o700 });
  for (const entry of await readdir(source, { withFileTypes: true })) {
    if (entry.isFile()) await copyIfThere(join(source, entry.name), join(target, entry.name));
  }
}

async function copyIfThere(source: string, target: string): Promise<void> {
  if (!existsSync(source)) return;
  await copyFile(source, target);
  await chmod(target, 0o600);
}

async function dataVersion(home: Home): Promise<string> {
  const file = await open(join(home.folder, 'data-version')).catch(() => undefined);
  if (file === undefined) return '';
  try {
    return (await file.readFile('utf8')).trim();
  } finally {
    await file.close();
  }
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
