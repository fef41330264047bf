// SPDX-License-Identifier: Apache-2.0
import type { FileHandle } from 'node:fs/promises';
import { NetworkError } from '../errors.js';
import { damagedBlock } from './damage.js';
import { decodeEntry } from './journal-record.js';
import type { JournalEntry } from './journal-record.js';
import { openOrMake } from './open-or-make.js';
import { HEADER_SIZE, encodeRecord, readHeader } from './record.js';
import { SECTOR } from './sectors.js';
import { headerButForOneBit, repairTail } from './tail.js';
import { UnconfirmedSync } from './unconfirmed-sync.js';
import { writeWhole } from './whole-bytes.js';

const FIRST_SIZE = 1024 * 1024;
const LARGEST_SIZE = 16 * 1024 * 1024;

/**
 * The newest blocks with their private sides, each in one record: what makes a block durable, with one sync. The file keeps
 * its length and holds zeros wherever no record stands, so that a sync writes data only. No two records share a sector: one
 * that is torn touches no other. What it holds goes into block file and private store at once, unsynced; when it is full,
 * those are synced, and it is wiped.
 */
export class Journal {
  readonly path: string;
  readonly #file: FileHandle;
  #size: number;
  /** End of the last record; 0 = nothing is in it. */
  #used: number;
  #entries: readonly JournalEntry[];
  /** Something half written stands behind the last record. */
  #isSoiled = false;

  private constructor(file: FileHandle, path: string, bytes: Buffer, entries: readonly JournalEntry[]) {
    this.#file = file;
    this.path = path;
    this.#size = bytes.length;
    this.#used = bytes.equals(Buffer.alloc(bytes.length)) ? 0 : bytes.length;
    this.#entries = entries;
  }

  /**
   * Opens or makes the file. What it holds is in `entries` until `wipe`, before which nothing may be appended. A last
   * record that a crash left half written is left out.
   * @throws {NetworkError} on a damaged record, by the number of its block.
   */
  static async open(path: string): Promise<Journal> {
    const file = await openOrMake(path);
    try {
      const bytes = await file.readFile();
      const journal = new Journal(file, path, bytes, readEntries(bytes, path));
      if (bytes.length < FIRST_SIZE) await journal.#lengthen(FIRST_SIZE);
      return journal;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** What was in it when it was opened, in order; empty after `wipe`. */
  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  get isEmpty(): boolean {
    return this.#used === 0;
  }

  /** Whether an entry of so many bytes has room before the next `wipe`. */
  hasRoomFor(bytes: number): boolean {
    return !this.#isSoiled && this.#used + recordSize(bytes) <= this.#size;
  }

  /** Makes room for an entry of so many bytes, however many. What grows beyond the largest size shrinks when it is wiped. */
  async grow(bytes: number): Promise<void> {
    const size = this.#used + recordSize(bytes);
    if (size > this.#size) await this.#lengthen(size);
  }

  /**
   * Appends a block with its private side (`encodeEntry`); durable when it resolves. After any other error nothing was
   * appended, and there is no room before the next `wipe`.
   * @throws {UnconfirmedSync} if the disk did not confirm: it may be durable or not.
   */
  async append(number: number, content: Uint8Array): Promise<void> {
    const record = encodeRecord(number, content);
    const at = this.#used;
    this.#isSoiled = true;
    this.#used += recordSize(content.length);
    await writeWhole(this.#file, record, at);
    await this.#sync();
    this.#isSoiled = false;
  }

  /**
   * Overwrites everything with zeros, durably: block file and private store hold it. The first sector goes first, so that
   * a journal that a crash left half wiped is known by it. Grows if it was nearly full.
   */
  async wipe(): Promise<void> {
    const isSmall = this.#used > this.#size / 2;
    const size = Math.min(isSmall ? 2 * this.#size : this.#size, LARGEST_SIZE);
    this.#isSoiled = true;
    await writeWhole(this.#file, Buffer.alloc(SECTOR), 0);
    await this.#sync();
    if (size < this.#size) await this.#file.truncate(size);
    await writeWhole(this.#file, Buffer.alloc(Math.max(Math.min(this.#used, size), size > this.#size ? size : 0)), 0);
    await this.#sync();
    this.#size = size;
    this.#used = 0;
    this.#entries = [];
    this.#isSoiled = false;
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #lengthen(size: number): Promise<void> {
    await writeWhole(this.#file, Buffer.alloc(size - this.#size), this.#size);
    this.#size = size;
  }

  async #sync(): Promise<void> {
    try {
      await this.#file.datasync();
    } catch (error) {
      throw new UnconfirmedSync(this.path, error);
    }
  }
}

/** Where the first sector is zeros, nothing is in it: it is clean, half wiped, or its first record is torn. */
function readEntries(bytes: Buffer, path: string): JournalEntry[] {
  if (bytes.subarray(0, SECTOR).every((byte) => byte === 0)) return [];
  const first = (readHeader(bytes) ?? headerButForOneBit(bytes.subarray(0, HEADER_SIZE)))?.number;
  const { records, state } = repairTail(bytes, first ?? 0, SECTOR);
  if (state === 'damaged') {
    if (first === undefined) throw new NetworkError(`${path} is damaged; restore the ledger from a backup`);
    throw damagedBlock(first + records.length, path);
  }
  return records.map(({ number, at, length }) =>
    decodeEntry(number, bytes.subarray(at + HEADER_SIZE, at + HEADER_SIZE + length)),
  );
}

function recordSize(content: number): number {
  return Math.ceil((HEADER_SIZE + content) / SECTOR) * SECTOR;
}
