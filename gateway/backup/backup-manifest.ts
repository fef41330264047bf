// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';

const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });

/** What a backup holds. Written last, so that a folder without one is no backup. */
export const BackupManifest = Type.Object({
  v: Type.Literal(1),
  createdAt: Type.String(),
  /** Version of the program that made it, and of the layout of its data. */
  version: Type.String(),
  dataVersion: Type.String(),
  /** Number of blocks, and hash of the last of them (hexadecimal). */
  height: Type.Integer({ minimum: 0 }),
  hash: Type.String({ pattern: '^([0-9a-f]{64})?$' }),
  files: Type.Array(Type.Object({ path: Type.String(), bytes: Type.Integer({ minimum: 0 }), sha256: Sha256 })),
});
export type BackupManifest = Static<typeof BackupManifest>;
export type BackedUpFile = BackupManifest['files'][number];

const MANIFEST = 'manifest.json';

/** A folder is no backup, or not the one that was made. */
export class BackupDamaged extends Error {
  override readonly name = 'BackupDamaged';
}

export async function writeManifest(folder: string, manifest: BackupManifest): Promise<void> {
  const file = await open(join(folder, MANIFEST), 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(manifest, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** @throws {BackupDamaged} no manifest, or one of another version. */
export async function readManifest(folder: string): Promise<BackupManifest> {
  try {
    return Value.Parse(BackupManifest, JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')));
  } catch (error) {
    throw new BackupDamaged(`${folder} holds no backup that was completed (${MANIFEST})`, { cause: error });
  }
}

/** Every file below a folder but the manifest, with its digest. */
export async function filesOf(folder: string): Promise<BackedUpFile[]> {
  const files: BackedUpFile[] = [];
  for (const path of await pathsBelow(folder, '')) {
    if (path !== MANIFEST) files.push({ path, ...(await digestOf(join(folder, path))) });
  }
  return files;
}

/** @throws {BackupDamaged} that names the first file that is missing, too many or another one. */
export async function verifyFiles(folder: string, { files }: BackupManifest): Promise<void> {
  const found = new Map((await filesOf(folder)).map((file) => [file.path, file]));
  for (const { path, bytes, sha256 } of files) {
    const file = found.get(path);
    if (file?.bytes !== bytes || file.sha256 !== sha256) {
      throw new BackupDamaged(`${path} is not as it was backed up; use another backup`);
    }
    found.delete(path);
  }
  const [surplus] = found.keys();
  if (surplus !== undefined) throw new BackupDamaged(`${surplus} does not belong to the backup`);
}

async function pathsBelow(folder: string, below: string): Promise<string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const paths: string[] = [];
  for (const entry of entries) {
    const path = posix.join(below, entry.name);
    if (entry.isDirectory()) paths.push(...(await pathsBelow(folder, path)));
    else paths.push(path);
  }
  return paths.sort();
}

async function digestOf(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}
