// SPDX-License-Identifier: Apache-2.0
import type { FileHandle } from 'node:fs/promises';
import { crc32c } from './crc32c.js';
import { HEADER_SIZE, readHeader } from './record.js';
import { judgeTail } from './tail.js';
import { WindowReader } from './window-reader.js';

/** As far as one looks behind a broken record for whole ones. */
const TAIL = 64 * 1024 * 1024;

export interface ScannedBlock {
  readonly number: number;
  /** Where its record starts. */
  readonly at: number;
  /** Where its record ends. */
  readonly end: number;
  /** Its own memory. */
  readonly content: Buffer;
}

export interface ScanEnd {
  /** The first block that was not found. */
  readonly number: number;
  /** Where it would start. */
  readonly at: number;
  /** What stands there. */
  readonly state: 'whole' | 'torn' | 'damaged';
}

/** Reads the whole, sound records of a block file from one of them on; returns why there are no more. */
export async function* scanBlocks(
  file: FileHandle,
  from: { readonly number: number; readonly at: number },
): AsyncGenerator<ScannedBlock, ScanEnd, undefined> {
  const { size } = await file.stat();
  const reader = new WindowReader(file, size);
  let { number, at } = from;
  for (; at < size; number += 1) {
    const header = readHeader(await reader.read(at, HEADER_SIZE));
    const content = header?.number === number ? await reader.read(at + HEADER_SIZE, header.length) : undefined;
    if (content?.length !== header?.length || content === undefined || crc32c(content) !== header?.checksum) {
      return { number, at, state: judgeTail(await reader.read(at, Math.min(TAIL, size - at)), at) };
    }
    const end = at + HEADER_SIZE + content.length;
    yield { number, at, end, content: Buffer.from(content) };
    at = end;
  }
  return { number, at, state: 'whole' };
}
