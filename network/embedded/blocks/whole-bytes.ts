// SPDX-License-Identifier: Apache-2.0
import { writeSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';

/** So many bytes go into the system's memory in less time than waking another thread takes. */
const AT_ONCE = 64 * 1024;

/** Fills these bytes from a place of the file. Answers what was read: fewer bytes where the file ends. */
export async function readWhole(file: FileHandle, bytes: Buffer, at: number): Promise<Buffer> {
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, at + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

/** Writes all of these bytes to a place of the file: one call of the system may take fewer. */
export async function writeWhole(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  let written = 0;
  while (bytes.length <= AT_ONCE && written < bytes.length) {
    written += writeSync(file.fd, bytes, written, bytes.length - written, at + written);
  }
  while (written < bytes.length) {
    written += (await file.write(bytes, written, bytes.length - written, at + written)).bytesWritten;
  }
}
