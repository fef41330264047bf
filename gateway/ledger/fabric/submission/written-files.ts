// SPDX-License-Identifier: Apache-2.0
import { open, type FileHandle } from 'node:fs/promises';

/** A new file, mode 0600, with its bytes on the disk; what it is called is not, see {@link syncFolder}. */
export async function writeLines(path: string, lines: string): Promise<FileHandle> {
  const file = await open(path, 'ax', 0o600);
  try {
    await file.appendFile(lines);
    await file.sync();
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Resolves when the names in a folder are on the disk. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
