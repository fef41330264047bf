// SPDX-License-Identifier: Apache-2.0
import { rememberReads } from './committed-reads.js';
import type { LedgerAccess, LedgerWrite } from './ledger-access.js';
import type { PrivateStatements, TransactionContext } from './transaction-context.js';

/** Writes by place: '' is the public state, else the department in whose collection they go. */
type Layer = Map<string, Map<string, string>>;

export interface Overlay {
  readonly context: TransactionContext;
  readonly isEmpty: () => boolean;
  /** Hands every write to the ledger: public ones first, then by department, keys sorted, each key once. */
  flush(): Promise<void>;
}

/** Puts a transaction's own writes over the ledger, which shows only what is committed. */
export function openOverlay(ledger: LedgerAccess): Overlay {
  const committed = rememberReads(ledger);
  const layers: Layer[] = [new Map<string, Map<string, string>>()];
  const written = (place: string, key: string) => findLast(layers, (layer) => layer.get(place)?.get(key));
  const write = (place: string, key: string, text: string) => {
    put(top(layers), place, key, text);
  };
  const statements = (department: string): PrivateStatements => ({
    read: async (key) => written(department, key) ?? (await committed.readPrivate(department, key)),
    hash: async (key) => {
      const own = written(department, key);
      return own === undefined ? committed.hashPrivate(department, key) : ledger.crypto.sha256(own);
    },
    readAhead: (keys) => committed.readAhead(department, keys),
    write: (key, text) => {
      write(department, key, text);
    },
  });
  const { transactionId, at, caller, crypto, parse, log } = ledger;
  const state = {
    read: async (key: string) => written('', key) ?? (await committed.read(key)),
    readAhead: (keys: readonly string[]) => committed.readAhead('', keys),
    write: (key: string, text: string) => {
      write('', key, text);
    },
  };
  const attempt = <T>(element: () => Promise<T>) => attemptIn(layers, element);
  return {
    context: { transactionId, at, caller, state, statements, attempt, crypto, parse, log },
    isEmpty: () => top(layers).size === 0,
    flush: () => ledger.write(writesOf(top(layers))),
  };
}

async function attemptIn<T>(layers: Layer[], element: () => Promise<T>): Promise<T> {
  const layer: Layer = new Map();
  layers.push(layer);
  try {
    const result = await element();
    const below = layers[layers.indexOf(layer) - 1];
    if (below !== undefined) merge(layer, below);
    return result;
  } finally {
    layers.pop();
  }
}

function writesOf(layer: Layer): LedgerWrite[] {
  return sorted(layer).flatMap(([place, writes]) =>
    sorted(writes).map(([key, text]) => ({ department: place === '' ? undefined : place, key, text })),
  );
}

function merge(from: Layer, into: Layer): void {
  for (const [place, writes] of from) for (const [key, text] of writes) put(into, place, key, text);
}

function put(layer: Layer, place: string, key: string, text: string): void {
  const writes = layer.get(place) ?? new Map<string, string>();
  layer.set(place, writes.set(key, text));
}

function top(layers: readonly Layer[]): Layer {
  const layer = layers.at(-1);
  if (layer === undefined) throw new Error('an overlay has at least one layer');
  return layer;
}

function findLast(layers: readonly Layer[], find: (layer: Layer) => string | undefined): string | undefined {
  for (let index = layers.length - 1; index >= 0; index -= 1) {
    const layer = layers[index];
    const found = layer === undefined ? undefined : find(layer);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Code unit order; keys and departments are ASCII. */
function sorted<T>(entries: ReadonlyMap<string, T>): [string, T][] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
}
