// SPDX-License-Identifier: Apache-2.0
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a whole file, mode 0600, so that after a crash either the old or the new content is there. */
export async function writeFileDurably(path: string, content: string): Promise<void> {
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
  await syncFolder(dirname(path));
}

/** Makes the names in a folder durable. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
