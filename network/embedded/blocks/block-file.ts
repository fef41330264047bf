// SPDX-License-Identifier: Apache-2.0
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { NetworkError } from '../errors.js';
import { crc32c } from './crc32c.js';
import { HEADER_SIZE, encodeRecord, readHeader } from './record.js';
import { scanBlocks } from './scan-blocks.js';
import { syncFolder } from './write-file-durably.js';

/** The append-only file of blocks: the only truth of the ledger. */
export class BlockFile {
  readonly #file: FileHandle;
  readonly #path: string;
  readonly #offsets: number[];
  #size: number;

  private constructor(file: FileHandle, path: string, offsets: number[], size: number) {
    this.#file = file;
    this.#path = path;
    this.#offsets = offsets;
    this.#size = size;
  }

  /**
   * Opens or makes the file, checks every record and cuts a torn tail.
   * @param committed number of blocks that the derived stores know to be durable.
   * @throws {NetworkError} on a damaged block, by its number.
   */
  static async open(path: string, committed: number): Promise<BlockFile> {
    const file = await openOrMake(path);
    try {
      const { offsets, end } = await scanBlocks(file, path, committed);
      await file.truncate(end);
      await file.datasync();
      return new BlockFile(file, path, offsets, end);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Number of blocks. */
  get height(): number {
    return this.#offsets.length;
  }

  /**
   * Appends the next block; durable when it resolves. A failed write is cut off again.
   * @throws {NetworkError} if the number is not the next one.
   */
  async append(number: number, content: Uint8Array): Promise<void> {
    if (number !== this.#offsets.length) {
      throw new NetworkError(`block number should have been ${this.#offsets.length} but was ${number}`);
    }
    const record = encodeRecord(number, content);
    try {
      await this.#write(record);
      await this.#file.datasync();
    } catch (error) {
      await this.#file.truncate(this.#size);
      throw error;
    }
    this.#offsets.push(this.#size);
    this.#size += record.length;
  }

  /** @throws {NetworkError} if there is no such block, or if its bytes are not those that were written. */
  async read(number: number): Promise<Buffer> {
    const at = this.#offsets[number];
    if (at === undefined) throw new NetworkError(`no such block number [${number}] in index`);
    const end = this.#offsets[number + 1] ?? this.#size;
    const record = Buffer.allocUnsafe(end - at);
    await this.#file.read(record, 0, record.length, at);
    const header = readHeader(record);
    const content = record.subarray(HEADER_SIZE);
    if (header?.checksum !== crc32c(content) || header.number !== number) {
      throw new NetworkError(`block ${number} in ${this.#path} is damaged (checksum does not match)`);
    }
    return content;
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #write(record: Buffer): Promise<void> {
    let written = 0;
    while (written < record.length) {
      const part = await this.#file.write(record, written, record.length - written, this.#size + written);
      written += part.bytesWritten;
    }
  }
}

async function openOrMake(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const file = await open(path, 'wx+', 0o600);
    await syncFolder(dirname(path));
    return file;
  }
}
