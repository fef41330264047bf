// SPDX-License-Identifier: Apache-2.0
import { decodeHistoryEntry } from '../commit/history-entry.js';
import type { RangeCursor } from '../store/range-cursor.js';
import type { HistoryRow, RowSource } from './query-context.js';

/** The writes of a key, newest first; reading them is recorded nowhere. */
export class HistoryRows implements RowSource<HistoryRow> {
  readonly #cursor: RangeCursor;

  /** The cursor runs backwards. */
  constructor(cursor: RangeCursor) {
    this.#cursor = cursor;
  }

  async next(): Promise<HistoryRow | undefined> {
    const row = await this.#cursor.next();
    return row && decodeHistoryEntry(row.bytes);
  }

  close(): Promise<void> {
    return this.#cursor.close();
  }
}
