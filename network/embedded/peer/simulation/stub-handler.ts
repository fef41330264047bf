// SPDX-License-Identifier: Apache-2.0
import { peer } from '@hyperledger/fabric-protos';
import { BATCHED_REQUESTS } from './batched-requests.js';
import type { HistoryRow, QueryResponse, QueryRow, RowSource } from './query-context.js';
import { OpenQuery, TOTAL_QUERY_LIMIT } from './query-context.js';
import { QueryIterator } from './query-iterator.js';
import { RequestQueue } from './request-queue.js';
import { keyText, shimBytes, valueBytes } from './shim-values.js';
import * as requests from './state-requests.js';
import type { CalleeResponse, TransactionContext } from './transaction-context.js';

interface RangeAnswer {
  readonly iterator: QueryIterator<QueryRow, { key: string; value: Buffer }>;
  readonly metadata?: { readonly bookmark: string; readonly fetchedRecordsCount: number };
}

type HistoryIterator = QueryIterator<
  HistoryRow,
  { txId: string; value: Buffer; isDelete: boolean; timestamp: { seconds: number; nanos: number } }
>;

/** A message to the peer, of whichever copy of the protocol's classes the chaincode loaded. */
interface PeerMessage {
  getType(): number;
  getChannelId(): string;
  getTxid(): string;
  getPayload_asU8(): Uint8Array;
}

interface Page {
  readonly size: number;
  readonly bookmark: string;
}

/**
 * Stands between the shim's stub and the simulator as peer and network do on Fabric: takes what the stub hands over,
 * one request at a time, and answers or refuses with the peer's words.
 */
export class StubHandler {
  readonly #context: TransactionContext;
  readonly #queue = new RequestQueue();
  readonly #queries = new Map<string, OpenQuery<QueryRow> | OpenQuery<HistoryRow>>();
  #nextQuery = 0;
  #ended = false;

  constructor(context: TransactionContext) {
    this.#context = context;
  }

  /** From now on every request is refused; open queries are closed. */
  async end(): Promise<void> {
    this.#ended = true;
    const open = [...this.#queries.values()];
    this.#queries.clear();
    await Promise.all(open.map((query) => query.close()));
  }

  handleGetState(collection: string, key: string): Promise<Buffer> {
    return this.#request('GET_STATE', () => asBuffer(requests.getState(this.#context, collection, keyText(key))));
  }

  /** A value that is no bytes is refused in the words of the message that would carry it: the peer never sees it. */
  async handlePutState(collection: string, key: string, value: unknown): Promise<Buffer> {
    const bytes = valueBytes(value);
    return this.#request('PUT_STATE', () => {
      requests.putState(this.#context, collection, keyText(key), bytes);
      return Buffer.alloc(0);
    });
  }

  handleDeleteState(collection: string, key: string): Promise<Buffer> {
    return this.#request('DEL_STATE', () => {
      requests.putState(this.#context, collection, keyText(key), new Uint8Array());
      return Buffer.alloc(0);
    });
  }

  handlePurgeState(collection: string, key: string): Promise<Buffer> {
    return this.#request('PURGE_PRIVATE_DATA', () => {
      requests.purgeState(this.#context, collection, keyText(key));
      return Buffer.alloc(0);
    });
  }

  handleGetPrivateDataHash(collection: string, key: string): Promise<Buffer> {
    return this.#request('GET_PRIVATE_DATA_HASH', () =>
      asBuffer(requests.getPrivateDataHash(this.#context, collection, keyText(key))),
    );
  }

  async handlePutStateMetadata(collection: string, key: string, metakey: string, value: unknown): Promise<Buffer> {
    const metadata = new Map([[metakey, valueBytes(value)]]);
    return this.#request('PUT_STATE_METADATA', () => {
      requests.putMetadata(this.#context, collection, keyText(key), metadata);
      return Buffer.alloc(0);
    });
  }

  handleGetStateMetadata(collection: string, key: string): Promise<Record<string, Uint8Array | ''>> {
    return this.#request('GET_STATE_METADATA', () => {
      const metadata = requests.getMetadata(this.#context, collection, keyText(key));
      return Object.fromEntries([...metadata].map(([name, value]) => [name, shimBytes(value)]));
    });
  }

  handleGetStateByRange(
    collection: string,
    startKey: string,
    endKey: string,
    _channel: string,
    _transactionId: string,
    metadata?: Uint8Array,
  ): Promise<RangeAnswer> {
    return this.#request('GET_STATE_BY_RANGE', async () => {
      const page = readPage(metadata);
      const rows = this.#openRange(collection, keyText(startKey), keyText(endKey), page);
      const response = await this.#openQuery(rows, collection === '' && page !== undefined, page?.size ?? 0);
      const iterator = this.#iterator(response, ({ key, value }: QueryRow) => ({ key, value: asBuffer(value) }));
      return saysNothing(response.metadata) ? { iterator } : { iterator, metadata: response.metadata };
    });
  }

  handleGetQueryResult(collection: string, _query: string, metadata: Uint8Array | null): Promise<never> {
    return this.#request('GET_QUERY_RESULT', () =>
      requests.richQuery(this.#context, collection, readPage(metadata ?? undefined) !== undefined),
    );
  }

  handleGetHistoryForKey(key: string): Promise<HistoryIterator> {
    return this.#request('GET_HISTORY_FOR_KEY', async () => {
      const { simulator, namespace } = this.#context;
      const response = await this.#openQuery(simulator.history(namespace, keyText(key)), false, 0);
      return this.#iterator(response, ({ txId, value, isDelete, timestamp }: HistoryRow) => ({
        txId,
        value: asBuffer(value),
        isDelete,
        timestamp: { ...timestamp },
      }));
    });
  }

  handleInvokeChaincode(name: string, args: readonly (string | Uint8Array)[]): Promise<CalleeResponse> {
    return this.#request(
      'INVOKE_CHAINCODE',
      () =>
        this.#context.invoke(
          name,
          args.map((arg) => Buffer.from(arg)),
        ),
      'could not get valid transaction',
    );
  }

  /** How chaincode reaches requests for which the shim's handler has no method: it hands that one the whole message. */
  _askPeerAndListen(message: PeerMessage): Promise<Buffer> {
    const { channel, transactionId } = this.#context.invocation;
    const request = BATCHED_REQUESTS.get(message.getType());
    if (request === undefined) {
      const reason = `Fabric side handler cannot handle message (${message.getType()}) while in ready state`;
      return Promise.reject(new Error(`[${message.getTxid().slice(0, 8)}] ${reason}`));
    }
    return this.#request(request.type, () => {
      if (message.getChannelId() !== channel || message.getTxid() !== transactionId) {
        throw new Error('no ledger context');
      }
      return asBuffer(request.answer(this.#context, message.getPayload_asU8()));
    });
  }

  #openRange(collection: string, start: string, end: string, page: Page | undefined): RowSource {
    const { simulator, namespace } = this.#context;
    if (collection !== '') return requests.scanPrivate(this.#context, collection, start, end);
    if (page === undefined) return simulator.scanState(namespace, start, end);
    // The bookmark replaces the start key unchecked, as on a peer.
    return simulator.scanStatePage(namespace, page.bookmark === '' ? start : page.bookmark, end, page.size);
  }

  async #openQuery<Row extends QueryRow | HistoryRow>(
    source: RowSource<Row>,
    paginated: boolean,
    pageSize: number,
  ): Promise<QueryResponse<Row>> {
    const query = new OpenQuery(String((this.#nextQuery += 1)), source, paginated);
    this.#queries.set(query.id, query as OpenQuery<QueryRow> | OpenQuery<HistoryRow>);
    return this.#respond(query, pageSize > 0 ? Math.min(pageSize, TOTAL_QUERY_LIMIT) : TOTAL_QUERY_LIMIT);
  }

  async #respond<Row>(query: OpenQuery<Row>, limit: number): Promise<QueryResponse<Row>> {
    const response = await query.respond(limit);
    if (!response.hasMore) this.#queries.delete(query.id);
    return response;
  }

  #iterator<Row extends QueryRow | HistoryRow, Value>(
    response: QueryResponse<Row>,
    present: (row: Row) => Value,
  ): QueryIterator<Row, Value> {
    const source = {
      nextBatch: (id: string) => this.#request('QUERY_STATE_NEXT', () => this.#nextBatch<Row>(id)),
      closeQuery: (id: string) => this.#request('QUERY_STATE_CLOSE', () => this.#closeQuery(id)),
    };
    return new QueryIterator(source, response, present);
  }

  #nextBatch<Row>(id: string): Promise<QueryResponse<Row>> {
    const query = this.#queries.get(id) as OpenQuery<Row> | undefined;
    if (query === undefined) throw new Error('query iterator not found');
    return this.#respond(query, TOTAL_QUERY_LIMIT);
  }

  async #closeQuery(id: string): Promise<void> {
    const query = this.#queries.get(id);
    this.#queries.delete(id);
    await query?.close();
  }

  #request<T>(type: string, operation: () => T | Promise<T>, afterEnd = 'no ledger context'): Promise<T> {
    const checked = (): T | Promise<T> => {
      if (this.#ended) throw new Error(afterEnd);
      return operation();
    };
    return this.#queue.run(checked).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`${type} failed: transaction ID: ${this.#context.invocation.transactionId}: ${reason}`);
    });
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes);
}

/** No page size and no bookmark means no pages. */
/** An empty page's metadata is a message without bytes, which the shim takes for none. */
function saysNothing(metadata: RangeAnswer['metadata']): metadata is undefined {
  return metadata === undefined || (metadata.bookmark === '' && metadata.fetchedRecordsCount === 0);
}

function readPage(metadata: Uint8Array | undefined): Page | undefined {
  if (metadata === undefined) return undefined;
  const message = peer.QueryMetadata.deserializeBinary(metadata);
  const page = { size: message.getPagesize(), bookmark: message.getBookmark() };
  return page.size === 0 && page.bookmark === '' ? undefined : page;
}
