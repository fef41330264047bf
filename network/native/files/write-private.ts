// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes a folder that only this user may enter. */
export function makeFolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** Writes a file that only this user may read; whoever reads it sees all of it or the one before. */
export function writePrivate(file: string, content: string | Uint8Array): void {
  makeFolder(dirname(file));
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, content, { mode: 0o600, flush: true });
  renameSync(draft, file);
}
