// SPDX-License-Identifier: Apache-2.0
import type { QueryResponse } from './query-context.js';

/** What an iterator asks the peer for. */
export interface IteratorPeer<Row> {
  nextBatch(id: string): Promise<QueryResponse<Row>>;
  closeQuery(id: string): Promise<void>;
}

export type IteratorResult<Value> = { readonly value: Value; readonly done: false } | { readonly done: true };

/** Behaves as the shim's own iterators: rows of the present batch first, then asks the peer for the next. */
export class QueryIterator<Row, Value> {
  readonly #peer: IteratorPeer<Row>;
  readonly #present: (row: Row) => Value;
  #response: QueryResponse<Row>;
  #position = 0;

  constructor(peer: IteratorPeer<Row>, response: QueryResponse<Row>, present: (row: Row) => Value) {
    this.#peer = peer;
    this.#response = response;
    this.#present = present;
  }

  async next(): Promise<IteratorResult<Value>> {
    if (this.#position >= this.#response.rows.length && this.#response.hasMore) {
      this.#response = await this.#peer.nextBatch(this.#response.id);
      this.#position = 0;
    }
    const row = this.#response.rows[this.#position];
    if (row === undefined) return { done: true };
    this.#position += 1;
    return { value: this.#present(row), done: false };
  }

  async close(): Promise<void> {
    await this.#peer.closeQuery(this.#response.id);
  }
}
