// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * SHA-256, in hex, of the build that runs: every compiled file of the chaincode and the lock of what it stands on.
 * Departments whose servers report the same digest run the same code.
 */
export function buildDigest(): string {
  const chaincode = dirname(dirname(fileURLToPath(import.meta.url)));
  const files = readdirSync(chaincode, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
    .map((entry) => join(entry.parentPath, entry.name));
  const lock = join(packageRoot(chaincode), 'package-lock.json');
  const hash = createHash('sha256');
  const named = [...files, ...(existsSync(lock) ? [lock] : [])].map((file) => ({
    name: relative(chaincode, file).replaceAll('\\', '/'),
    file,
  }));
  for (const { name, file } of named.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    hash.update(`${name}\0`).update(createHash('sha256').update(readFileSync(file)).digest());
  }
  return hash.digest('hex');
}

function packageRoot(from: string): string {
  let folder = from;
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}
