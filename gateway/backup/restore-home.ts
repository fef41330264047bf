// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Home } from '../home.js';
import { writeLedgerSeen } from '../ledger-seen.js';
import { readManifest, verifyFiles, type BackupManifest } from './backup-manifest.js';

/** There is something already where a backup is to be restored. */
export class HomeNotEmpty extends Error {
  override readonly name = 'HomeNotEmpty';
}

/**
 * Puts a backup into a home that is empty or not there yet. What is derived is made when it is opened.
 * @throws {HomeNotEmpty}
 * @throws {BackupDamaged} a file of the backup is not as it was made; nothing is restored then.
 */
export async function restoreHome(backup: string, home: Home): Promise<BackupManifest> {
  if (existsSync(home.folder) && (await readdir(home.folder)).length > 0) {
    throw new HomeNotEmpty(`${home.folder} is not empty; restore into a new home`);
  }
  const manifest = await readManifest(backup);
  await verifyFiles(backup, manifest);
  await mkdir(home.folder, { recursive: true, mode: 0o700 });
  await chmod(home.folder, 0o700);
  for (const { path } of manifest.files) {
    const target = join(home.folder, path);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await copyFile(join(backup, path), target);
    await chmod(target, 0o600);
  }
  await verifyFiles(home.folder, manifest);
  if (manifest.height > 0) {
    const hash = Buffer.from(manifest.hash, 'hex').toString('base64url');
    await writeLedgerSeen(home.ledgerSeen, { height: manifest.height, hash });
  }
  return manifest;
}
