// SPDX-License-Identifier: Apache-2.0
import type { FileHandle } from 'node:fs/promises';
import { NetworkError } from '../errors.js';
import type { BlockPlace } from './block-index.js';
import { crc32c } from './crc32c.js';
import { damagedBlock } from './damage.js';
import { openOrMake } from './open-or-make.js';
import { HEADER_SIZE, encodeRecord, readHeader } from './record.js';
import { scanBlocks } from './scan-blocks.js';
import type { ScanEnd, ScannedBlock } from './scan-blocks.js';
import { readWhole, writeWhole } from './whole-bytes.js';

/** As much is read at once where the length of a block is not known yet. */
const FIRST_READ = 16 * 1024;

/** The append-only file of blocks. Where blocks stand in it, the index knows. */
export class BlockFile {
  readonly path: string;
  readonly #file: FileHandle;
  #height = 0;
  #size: number;

  private constructor(file: FileHandle, path: string, size: number) {
    this.#file = file;
    this.path = path;
    this.#size = size;
  }

  /** Opens or makes the file; reads nothing. Before anything is appended, `cut` says where it ends. */
  static async open(path: string): Promise<BlockFile> {
    const file = await openOrMake(path);
    try {
      return new BlockFile(file, path, (await file.stat()).size);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Number of blocks. */
  get height(): number {
    return this.#height;
  }

  /** Bytes. */
  get size(): number {
    return this.#size;
  }

  /** The whole, sound blocks from one of them on, and why there are no more. */
  scan(from: Pick<BlockPlace, 'number' | 'at'>): AsyncGenerator<ScannedBlock, ScanEnd, undefined> {
    return scanBlocks(this.#file, from);
  }

  /** From here on the file ends before this block. */
  async cut({ number, at }: Pick<BlockPlace, 'number' | 'at'>): Promise<void> {
    if (at < this.#size) await this.#file.truncate(at);
    this.#size = at;
    this.#height = number;
  }

  /**
   * Appends the next block, which is durable only after `sync`. A failed write is cut off again.
   * @throws {NetworkError} if the number is not the next one.
   */
  async append(number: number, content: Uint8Array): Promise<BlockPlace> {
    if (number !== this.#height) {
      throw new NetworkError(`block number should have been ${this.#height} but was ${number}`);
    }
    const record = encodeRecord(number, content);
    try {
      await writeWhole(this.#file, record, this.#size);
    } catch (error) {
      await this.#file.truncate(this.#size);
      throw error;
    }
    const at = this.#size;
    this.#size += record.length;
    this.#height += 1;
    return { number, at, end: this.#size };
  }

  /** Resolves when everything appended is durable. After an error nothing is known any more: what was written may be lost. */
  sync(): Promise<void> {
    return this.#file.datasync();
  }

  /** @throws {NetworkError} if the bytes at this place are not those that were written as this block. */
  async read(number: number, at: number): Promise<Buffer> {
    const start = await this.#read(at, FIRST_READ);
    const header = readHeader(start);
    if (header?.number !== number) throw damagedBlock(number, this.path);
    const end = HEADER_SIZE + header.length;
    const content =
      end <= start.length ? start.subarray(HEADER_SIZE, end) : await this.#read(at + HEADER_SIZE, header.length);
    if (content.length !== header.length || crc32c(content) !== header.checksum) throw damagedBlock(number, this.path);
    return content;
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  /** The bytes, or fewer where the file ends. */
  #read(at: number, length: number): Promise<Buffer> {
    const wanted = Math.max(0, Math.min(length, this.#size - at));
    return readWhole(this.#file, Buffer.allocUnsafeSlow(wanted), at);
  }
}
