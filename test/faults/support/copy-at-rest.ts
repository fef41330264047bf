// SPDX-License-Identifier: Apache-2.0
import { cp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Copies a folder as it is at one moment: LevelDB may be turning its newest logs into tables meanwhile, and deletes what is old. */
export async function copyAtRest(from: string, to: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const before = await listing(from);
    const isWhole = await cp(from, to, { recursive: true }).then(
      () => true,
      () => false,
    );
    if (isWhole && (await listing(from)) === before) return;
    await rm(to, { recursive: true, force: true });
    await sleep(50);
  }
  throw new Error(`${from} does not come to rest`);
}

async function listing(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const sizes = await Promise.all(files.map((file) => stat(file).catch(() => undefined)));
  return JSON.stringify(files.map((file, index) => [file, sizes[index]?.size]));
}
