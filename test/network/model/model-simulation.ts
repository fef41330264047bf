// SPDX-License-Identifier: Apache-2.0
import { CHANNEL } from './history.js';
import type { Step } from './history.js';
import { hashOf, placeOf } from './model-state.js';
import type { Change, ModelState } from './model-state.js';
import { policyText } from './stub-steps.js';

/** A scan as validation repeats it: what it delivered, and up to where. */
export interface RecordedScan {
  readonly place: string;
  readonly from: string;
  /** Exclusive; of a scan that was not read to its end the last row, inclusive. */
  readonly to: string;
  readonly exhausted: boolean;
  readonly rows: readonly (readonly [key: string, version: number])[];
}

/** What a transaction read, in which version (0: nothing there), and what it writes. */
export interface ModelSets {
  readonly reads: Map<string, Map<string, number>>;
  readonly scans: RecordedScan[];
  readonly changes: Map<string, Map<string, Change>>;
  event: string | undefined;
}

/** Rows that reach a peer's handler before the chaincode has read any, and with each further request. */
const FIRST_ROWS = 101;
const FURTHER_ROWS = 100;

const PRIVATE_AFTER_WRITE = 'Queries on pvt data is supported only in a read-only transaction';
const PAGES_AFTER_WRITE = 'Paginated queries are supported only in a read-only transaction';
const WRITE_AFTER_PRIVATE = 'Transaction has already performed queries on pvt data. Writes are not allowed';
const WRITE_AFTER_PAGES = 'Transaction has already performed a paginated query. Writes are not allowed';

type Of<D extends Step['do']> = Extract<Step, { do: D }>;

class Refused extends Error {}

/** Runs the steps of one transaction over one height: no write is ever read back. */
export class ModelSimulation {
  readonly sets: ModelSets = { reads: new Map(), scans: [], changes: new Map(), event: undefined };
  readonly #state: ModelState;
  #wrote = false;
  #scannedPrivately = false;
  #paged = false;

  /** What a step answers, in its place: a chaincode's public keys, or one of its collections. */
  readonly #answers: { readonly [D in Step['do']]: (place: string, step: Of<D>) => unknown } = {
    get: (place, { key }) => this.#read(place, key)?.value ?? '',
    put: (place, { key, value }) => this.#change(place, key, { value }, 'PUT_STATE'),
    delete: (place, { key }) => this.#change(place, key, { value: '' }, 'DEL_STATE'),
    policy: (place, { key }) => policyText(this.#read(place, key)?.policy ?? []),
    setPolicy: (place, { key, organisations }) =>
      this.#change(place, key, { policy: organisations }, 'PUT_STATE_METADATA'),
    history: (place, { key }) => this.#state.history(place, key),
    range: (place, { from, to, rows }) => this.#scan(place, from, to, rows),
    composite: (place, { type, attributes }) => {
      const prefix = ['', type, ...attributes, ''].join('\0');
      return this.#scan(place, prefix, `${prefix}\u{10FFFF}`, undefined);
    },
    page: (place, step) => this.#page(place, step),
    event: (_place, { name }) => {
      this.sets.event = name;
      return null;
    },
    call: (caller, step) => this.#call(caller, step),
    getPrivate: (place, { key }) => this.#read(place, key)?.value ?? '',
    hash: (place, { key }) => hashOf(this.#read(place, key)?.value ?? ''),
    privatePolicy: (place, { key }) => policyText(this.#read(place, key)?.policy ?? []),
    putPrivate: (place, { key, value }) => this.#change(place, key, { value }, 'PUT_STATE'),
    deletePrivate: (place, { key }) => this.#change(place, key, { value: '' }, 'DEL_STATE'),
    purge: (place, { key }) => this.#change(place, key, { value: '' }, 'PURGE_PRIVATE_DATA'),
    setPrivatePolicy: (place, { key, organisations }) =>
      this.#change(place, key, { policy: organisations }, 'PUT_STATE_METADATA'),
    scanPrivate: (place, { from, to }) => this.#scanPrivately(place, from, to),
  };

  constructor(state: ModelState) {
    this.#state = state;
  }

  /** What each step answers. A refused one answers its message; with `stops` it ends the run by throwing. */
  run(chaincode: string, steps: readonly Step[], stops = false): unknown[] {
    return steps.map((step) => {
      try {
        return this.#step(chaincode, step);
      } catch (error) {
        if (stops || !(error instanceof Refused)) throw error;
        return error.message;
      }
    });
  }

  #step(chaincode: string, step: Step): unknown {
    const place = placeOf(chaincode, 'collection' in step ? step.collection : undefined);
    return (this.#answers[step.do] as (place: string, each: Step) => unknown)(place, step);
  }

  #read(place: string, key: string) {
    const entry = this.#state.get(place, key);
    entryOf(this.sets.reads, place).set(key, entry?.version ?? 0);
    return entry;
  }

  #change(place: string, key: string, change: Change, request: string): string {
    if (this.#scannedPrivately) refuse(request, WRITE_AFTER_PRIVATE);
    if (this.#paged) refuse(request, WRITE_AFTER_PAGES);
    this.#wrote = true;
    const changes = entryOf(this.sets.changes, place);
    changes.set(key, { ...changes.get(key), ...change });
    return '';
  }

  #scanPrivately(place: string, from: string, to: string): string[] {
    if (this.#wrote) refuse('GET_STATE_BY_RANGE', PRIVATE_AFTER_WRITE);
    this.#scannedPrivately = true;
    return this.#state.rows(place, from, to).map(([key]) => key);
  }

  /** What chaincode reads row by row reaches the peer's handler in batches, and counts as read. */
  #scan(place: string, from: string, to: string, wanted: number | undefined): string[] {
    const all = this.#state.rows(place, from, to);
    const further = wanted === undefined ? Infinity : Math.max(0, Math.ceil(wanted / FURTHER_ROWS) - 1);
    const delivered = FIRST_ROWS + FURTHER_ROWS * further;
    this.#record(place, { from, to }, all.slice(0, delivered), all.length < delivered);
    return all.slice(0, wanted).map(([key]) => key);
  }

  #page(place: string, { from, to, size, bookmark }: Of<'page'>): unknown {
    if (this.#wrote) refuse('GET_STATE_BY_RANGE', PAGES_AFTER_WRITE);
    this.#paged = true;
    const start = bookmark === '' ? from : bookmark;
    const all = this.#state.rows(place, start, to);
    const page = size > 0 ? all.slice(0, size) : all;
    this.#record(place, { from: start, to }, page, size <= 0 || all.length < size);
    const keys = page.map(([key]) => key);
    const next = all[page.length]?.[0] ?? '';
    // Of an empty page the shim hears nothing.
    return keys.length === 0 && next === ''
      ? { keys }
      : { keys, metadata: { bookmark: next, fetchedRecordsCount: keys.length } };
  }

  #record(
    place: string,
    { from, to }: { from: string; to: string },
    rows: RecordedScan['rows'],
    exhausted: boolean,
  ): void {
    this.sets.scans.push({ place, from, to: exhausted ? to : (rows.at(-1)?.[0] ?? ''), exhausted, rows });
  }

  /** The callee's event is dropped; what it wrote stays, whatever it answers. */
  #call(caller: string, { chaincode, steps, stops }: Of<'call'>): unknown {
    const { event } = this.sets;
    if (chaincode === caller) {
      const reason = `execute failed: error sending: txid: TXID(${CHANNEL}) exists`;
      throw new Refused(`INVOKE_CHAINCODE failed: transaction ID: TXID: ${reason}`);
    }
    try {
      return { status: 200, message: '', payload: this.run(chaincode, steps, stops) };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { status: 500, message: error.message, payload: '' };
    } finally {
      this.sets.event = event;
    }
  }
}

function refuse(request: string, reason: string): never {
  // "unsuppored" is how peers spell it.
  throw new Refused(`${request} failed: transaction ID: TXID: txid [TXID]: unsuppored transaction. ${reason}`);
}

function entryOf<V>(map: Map<string, Map<string, V>>, place: string): Map<string, V> {
  const entry = map.get(place) ?? new Map<string, V>();
  map.set(place, entry);
  return entry;
}
