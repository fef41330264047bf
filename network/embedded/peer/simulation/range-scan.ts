// SPDX-License-Identifier: Apache-2.0
import type { RangeQuery } from '../rwset/range-query.js';
import { RangeReads } from '../rwset/range-reads.js';
import type { RangeCursor } from '../store/range-cursor.js';
import { decodeVersionedValue } from '../store/versioned-value.js';
import type { QueryRow, RowSource } from './query-context.js';

/** A public range scan that remembers what it delivered, so that validation can repeat it. */
export class RangeScan implements RowSource {
  readonly namespace: string;
  readonly #startKey: string;
  readonly #endKey: string;
  readonly #cursor: RangeCursor;
  readonly #limit: number;
  readonly #reads = new RangeReads();
  #lastKey = '';
  #delivered = 0;
  #exhausted = false;

  /** A limit of 0 or less is none. */
  constructor(namespace: string, bounds: { start: string; end: string }, cursor: RangeCursor, limit: number) {
    this.namespace = namespace;
    this.#startKey = bounds.start;
    this.#endKey = bounds.end;
    this.#cursor = cursor;
    this.#limit = limit;
  }

  async next(): Promise<QueryRow | undefined> {
    const row = this.#limit > 0 && this.#delivered >= this.#limit ? undefined : await this.#cursor.next();
    if (row === undefined) {
      this.#exhausted = true;
      this.#lastKey = this.#endKey;
      return undefined;
    }
    const { value, version } = decodeVersionedValue(row.bytes);
    this.#reads.add(row.key, version);
    this.#lastKey = row.key;
    this.#delivered += 1;
    return { key: row.key, value };
  }

  /** The next key, in clear; empty when nothing is left. */
  async bookmark(): Promise<string> {
    return (await this.#cursor.next())?.key ?? '';
  }

  close(): Promise<void> {
    return this.#cursor.close();
  }

  /** What goes into the read set; called once, when the simulation ends. */
  recorded(): RangeQuery {
    return {
      startKey: this.#startKey,
      endKey: this.#lastKey,
      exhausted: this.#exhausted,
      result: this.#reads.finish(),
    };
  }
}
