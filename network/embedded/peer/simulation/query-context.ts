// SPDX-License-Identifier: Apache-2.0

export interface QueryRow {
  readonly key: string;
  readonly value: Uint8Array;
}

/** A row of a key's history. */
export interface HistoryRow {
  readonly txId: string;
  readonly value: Uint8Array;
  readonly isDelete: boolean;
  readonly timestamp: { readonly seconds: number; readonly nanos: number };
}

/** Where the rows of a query come from. */
export interface RowSource<Row = QueryRow> {
  next(): Promise<Row | undefined>;
  close(): Promise<void>;
  /** Only scans of public state have one. */
  bookmark?(): Promise<string>;
}

/** One answer of the peer to a query of the chaincode. */
export interface QueryResponse<Row> {
  readonly id: string;
  readonly rows: readonly Row[];
  readonly hasMore: boolean;
  readonly metadata?: { readonly fetchedRecordsCount: number; readonly bookmark: string };
}

/** Rows travel to the chaincode in batches of so many. */
const BATCH = 100;

/** Results beyond this are cut off silently (ledger.state.totalQueryLimit). */
export const TOTAL_QUERY_LIMIT = 100_000;

/** An open query of one transaction: the peer reads one row ahead of what it sends. */
export class OpenQuery<Row> {
  readonly id: string;
  readonly #source: RowSource<Row>;
  readonly #paginated: boolean;
  #pending: Row[] = [];
  #count = 0;

  constructor(id: string, source: RowSource<Row>, paginated: boolean) {
    this.id = id;
    this.#source = source;
    this.#paginated = paginated;
  }

  /** The next batch. Without `hasMore` the query is closed. */
  async respond(limit: number): Promise<QueryResponse<Row>> {
    for (;;) {
      const row = this.#count >= limit ? undefined : await this.#source.next();
      if (row === undefined) return this.#finish();
      this.#count += 1;
      if (!this.#paginated && this.#pending.length === BATCH) {
        const rows = this.#pending;
        this.#pending = [row];
        return { id: this.id, rows, hasMore: true };
      }
      this.#pending.push(row);
    }
  }

  close(): Promise<void> {
    return this.#source.close();
  }

  async #finish(): Promise<QueryResponse<Row>> {
    const response = { id: this.id, rows: this.#pending, hasMore: false };
    this.#pending = [];
    const bookmark = this.#paginated ? ((await this.#source.bookmark?.()) ?? '') : undefined;
    await this.close();
    return bookmark === undefined
      ? response
      : { ...response, metadata: { bookmark, fetchedRecordsCount: this.#count } };
  }
}
