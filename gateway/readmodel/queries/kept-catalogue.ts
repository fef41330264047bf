// SPDX-License-Identifier: Apache-2.0
import type { ReadModelDatabase } from '../tables.js';

/** Far more than a district publishes; beyond it everything is read anew. */
const MOST_KEPT = 5000;

const kept = new WeakMap<ReadModelDatabase, Map<string, unknown>>();

/** Nothing that was read of the catalogue counts any more: a block has changed it. */
export function forgetCatalogue(database: ReadModelDatabase): void {
  kept.delete(database);
}

/**
 * What was read under this name since the catalogue last changed, frozen; else what `read` answers now. What is not there
 * is asked for every time: its name came from outside.
 */
export async function keptCatalogue<T extends object>(
  database: ReadModelDatabase,
  name: string,
  read: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const entries = kept.get(database) ?? new Map<string, unknown>();
  kept.set(database, entries);
  const known = entries.get(name);
  if (known !== undefined) return known as T;
  const found = await read();
  if (found === undefined) return undefined;
  if (entries.size >= MOST_KEPT) entries.clear();
  // If the catalogue has changed meanwhile, these entries are nobody's any more.
  entries.set(name, frozen(found));
  return found;
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
