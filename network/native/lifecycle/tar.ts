// SPDX-License-Identifier: Apache-2.0
import { gzipSync } from 'node:zlib';

const BLOCK = 512;
const CHECKSUM_FIELD = 148;

/** A gzipped tar of small files, the same bytes for the same files. */
export function tarGz(files: Readonly<Record<string, Uint8Array>>): Buffer {
  const parts = Object.entries(files).flatMap(([name, content]) => [
    header(name, content.length),
    content,
    Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK),
  ]);
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]));
}

/** POSIX ustar; a regular file, mode 0600, of nobody, at the epoch. */
function header(name: string, size: number): Buffer {
  const bytes = Buffer.alloc(BLOCK);
  const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`;
  bytes.write(name, 0);
  bytes.write(octal(0o600, 8), 100);
  bytes.write(octal(0, 8), 108);
  bytes.write(octal(0, 8), 116);
  bytes.write(octal(size, 12), 124);
  bytes.write(octal(0, 12), 136);
  bytes.fill(' ', CHECKSUM_FIELD, CHECKSUM_FIELD + 8);
  bytes.write('0', 156);
  bytes.write('ustar\x0000', 257);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, CHECKSUM_FIELD);
  return bytes;
}
