// SPDX-License-Identifier: Apache-2.0
import type { RangeCursor } from '../store/range-cursor.js';
import { decodeVersionedValue } from '../store/versioned-value.js';
import type { QueryRow, RowSource } from './query-context.js';

/** A scan over what one organisation holds of a collection; it is recorded nowhere. */
export class PrivateRows implements RowSource {
  readonly #cursor: RangeCursor;

  constructor(cursor: RangeCursor) {
    this.#cursor = cursor;
  }

  async next(): Promise<QueryRow | undefined> {
    const row = await this.#cursor.next();
    return row && { key: row.key, value: decodeVersionedValue(row.bytes).value };
  }

  close(): Promise<void> {
    return this.#cursor.close();
  }
}
