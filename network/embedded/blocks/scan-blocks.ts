// SPDX-License-Identifier: Apache-2.0
import type { FileHandle } from 'node:fs/promises';
import { NetworkError } from '../errors.js';
import { crc32c } from './crc32c.js';
import { HEADER_SIZE, hasLaterHeader, readHeader } from './record.js';
import type { RecordHeader } from './record.js';

const WINDOW = 4 * 1024 * 1024;

export interface Scan {
  /** Where each block's record starts. */
  readonly offsets: number[];
  /** End of the last whole record; what follows is a torn tail. */
  readonly end: number;
}

/**
 * Reads the block file from its start and checks every record.
 *
 * A tail that a crash left half written is where the scan ends. It is not taken for one where a block that was
 * acknowledged would be lost: if the derived stores knew the block (`committed` of them), or whole records follow it.
 *
 * @throws {NetworkError} names the first damaged block.
 */
export async function scanBlocks(file: FileHandle, path: string, committed: number): Promise<Scan> {
  const { size } = await file.stat();
  const reader = new WindowReader(file, size);
  const offsets: number[] = [];
  let at = 0;
  while (at < size) {
    const header = readHeader(await reader.read(at, HEADER_SIZE));
    const isSound = header !== undefined && (await isWhole(reader, header, at, offsets.length));
    if (!isSound) {
      if (offsets.length < committed || (await followedByRecords(reader, header, at, size))) {
        throw new NetworkError(
          `block ${offsets.length} in ${path} is damaged (checksum does not match); restore the ledger from a backup`,
        );
      }
      break;
    }
    offsets.push(at);
    at += HEADER_SIZE + header.length;
  }
  if (offsets.length < committed) {
    throw new NetworkError(
      `${path} ends before block ${offsets.length}, but ${committed} blocks were committed; restore the ledger from a backup, ` +
        'or, if it was put back to an earlier state on purpose, remove the derived folders `index` and `state` beside it',
    );
  }
  return { offsets, end: at };
}

async function isWhole(reader: WindowReader, header: RecordHeader, at: number, number: number): Promise<boolean> {
  const content = await reader.read(at + HEADER_SIZE, header.length);
  return header.number === number && content.length === header.length && crc32c(content) === header.checksum;
}

/** Whether there are whole records behind one that is not: then it was not the crash that broke it. */
async function followedByRecords(
  reader: WindowReader,
  header: RecordHeader | undefined,
  at: number,
  size: number,
): Promise<boolean> {
  if (header !== undefined) {
    const next = at + HEADER_SIZE + header.length;
    return readHeader(await reader.read(next, HEADER_SIZE)) !== undefined;
  }
  return hasLaterHeader(await reader.read(at, size - at));
}

/** Reads ahead, so that small records cost no system call each. */
class WindowReader {
  readonly #file: FileHandle;
  readonly #size: number;
  #start = 0;
  #window = Buffer.alloc(0);

  constructor(file: FileHandle, size: number) {
    this.#file = file;
    this.#size = size;
  }

  /** The bytes, or fewer where the file ends. */
  async read(at: number, length: number): Promise<Buffer> {
    const from = at - this.#start;
    if (from < 0 || from + length > this.#window.length) await this.#fill(at, length);
    return this.#window.subarray(at - this.#start, at - this.#start + length);
  }

  async #fill(at: number, length: number): Promise<void> {
    const wanted = Math.max(0, Math.min(Math.max(length, WINDOW), this.#size - at));
    const window = Buffer.allocUnsafe(wanted);
    const { bytesRead } = wanted === 0 ? { bytesRead: 0 } : await this.#file.read(window, 0, wanted, at);
    this.#start = at;
    this.#window = window.subarray(0, bytesRead);
  }
}
