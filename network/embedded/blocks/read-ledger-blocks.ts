// SPDX-License-Identifier: Apache-2.0
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { NetworkError } from '../errors.js';
import { damagedBlock } from './damage.js';
import { HEADER_SIZE, readHeader } from './record.js';
import { scanBlocks } from './scan-blocks.js';
import { WindowReader } from './window-reader.js';

export interface LedgerBlock {
  readonly number: number;
  /** `common.Block`, as stored. */
  readonly bytes: Uint8Array;
}

export interface BlockRange {
  /** Number of the first block; default 0. */
  readonly from?: number;
  /** Number of the last block; default: the last there is. */
  readonly to?: number;
}

/**
 * Blocks as they stand in the folder of a network, in order, each with its checksum and number verified. Opens nothing
 * for writing and takes no lock: the network may be closed, or open in any process, whose half written last block is not
 * there yet. Blocks before `from` are passed over by their headers, unread.
 * @throws {NetworkError} at the first damaged block, by its number.
 */
export async function* readLedgerBlocks(
  directory: string,
  { from = 0, to = Number.MAX_SAFE_INTEGER }: BlockRange = {},
): AsyncGenerator<LedgerBlock, void, undefined> {
  const path = join(directory, 'blocks.dat');
  const file = await openToRead(path);
  try {
    const start = await placeOf(file, path, from);
    if (start === undefined) return;
    const blocks = scanBlocks(file, start);
    for (let next = await blocks.next(); ; next = await blocks.next()) {
      if (next.done === true) {
        if (next.value.state === 'damaged') throw damagedBlock(next.value.number, path);
        return;
      }
      if (next.value.number > to) return;
      yield { number: next.value.number, bytes: next.value.content };
    }
  } finally {
    await file.close();
  }
}

async function openToRead(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    throw new NetworkError(`there are no blocks to read at ${path}; name the folder of a network`, { cause: error });
  }
}

/** Where a block starts, by the headers before it; `undefined` if the file ends before. */
async function placeOf(
  file: FileHandle,
  path: string,
  wanted: number,
): Promise<{ number: number; at: number } | undefined> {
  const { size } = await file.stat();
  const reader = new WindowReader(file, size);
  let at = 0;
  for (let number = 0; number < wanted; number += 1) {
    const header = readHeader(await reader.read(at, HEADER_SIZE));
    if (header?.number !== number) {
      if (at + HEADER_SIZE > size) return undefined;
      throw damagedBlock(number, path);
    }
    at += HEADER_SIZE + header.length;
  }
  return { number: wanted, at };
}
