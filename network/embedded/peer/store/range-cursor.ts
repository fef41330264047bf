// SPDX-License-Identifier: Apache-2.0
import type { ClassicLevel, Snapshot } from 'classic-level';
import type { KeyRange } from './keys.js';

const CHUNK = 128;

/** Reads stored rows one by one, in the order of their keys or backwards; the key comes without its prefix. */
export class RangeCursor {
  readonly #iterator;
  readonly #prefixLength: number;
  #rows: [string, Buffer][] = [];
  #position = 0;
  #ended = false;

  constructor(level: ClassicLevel<string, Buffer>, snapshot: Snapshot | undefined, range: KeyRange, reverse = false) {
    this.#prefixLength = range.prefix.length;
    this.#iterator = level.iterator({ gte: range.from, lt: range.to, reverse, ...(snapshot && { snapshot }) });
  }

  /** The next row, or nothing at the end or after closing. */
  async next(): Promise<{ key: string; bytes: Buffer } | undefined> {
    if (this.#position === this.#rows.length && !this.#ended) await this.#fill();
    const row = this.#rows[this.#position];
    if (row === undefined) return undefined;
    this.#position += 1;
    return { key: row[0].slice(this.#prefixLength), bytes: row[1] };
  }

  async close(): Promise<void> {
    this.#ended = true;
    this.#rows = [];
    this.#position = 0;
    await this.#iterator.close();
  }

  async #fill(): Promise<void> {
    this.#rows = await this.#iterator.nextv(CHUNK);
    this.#position = 0;
    this.#ended = this.#rows.length === 0;
  }
}
