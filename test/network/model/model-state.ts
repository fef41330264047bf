// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';

/** One key as it stands: of a collection the value that its members hold. */
export interface Entry {
  readonly value: string;
  /** Another one after every change. */
  readonly version: number;
  /** Organisations whose peers must all endorse its writers; without any there is no policy. */
  readonly policy: readonly string[];
}

/** Who wrote, and when as the client said. */
export interface Writer {
  readonly txId: string;
  readonly timestamp: { readonly seconds: number; readonly nanos: number };
}

export interface HistoryEntry extends Writer {
  readonly value: string;
  readonly isDelete: boolean;
}

/** What a transaction changes of one key: an empty value deletes; without one only the policy changes. */
export interface Change {
  readonly value?: string;
  readonly policy?: readonly string[];
}

/** A chaincode's public keys, or one of its collections. */
export function placeOf(chaincode: string, collection?: string): string {
  return collection === undefined ? chaincode : `${chaincode}#${collection}`;
}

/** Order of keys: that of their UTF-8 bytes. */
function inKeyOrder(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

export function hashOf(value: string): string {
  return value === '' ? '' : createHash('sha256').update(value).digest('hex');
}

/** All that the peers know, by place and key. */
export class ModelState {
  readonly #places = new Map<string, Map<string, Entry>>();
  readonly #history = new Map<string, HistoryEntry[]>();

  get(place: string, key: string): Entry | undefined {
    return this.#places.get(place)?.get(key);
  }

  /** [from, to), in key order. */
  rows(place: string, from: string, to: string): readonly (readonly [key: string, version: number])[] {
    return [...(this.#places.get(place) ?? [])]
      .filter(([key]) => inKeyOrder(from, key) <= 0 && inKeyOrder(key, to) < 0)
      .sort(([a], [b]) => inKeyOrder(a, b))
      .map(([key, { version }]) => [key, version] as const);
  }

  /** Newest first. */
  history(place: string, key: string): readonly HistoryEntry[] {
    return this.#history.get(`${place} ${key}`) ?? [];
  }

  /**
   * Applies what a VALID transaction changes of one key. A policy without a value comes to nothing where there is no
   * key; it stays through new values and ends with the key.
   * @returns whether the key counts as written.
   */
  apply(place: string, key: string, change: Change, version: number, { txId, timestamp }: Writer): boolean {
    const before = this.get(place, key);
    const value = change.value ?? before?.value;
    if (value === undefined) return false;
    this.#put(place, key, value === '' ? undefined : { value, version, policy: change.policy ?? before?.policy ?? [] });
    if (change.value !== undefined && !place.includes('#')) {
      const entry = { txId, value, isDelete: value === '', timestamp };
      this.#history.set(`${place} ${key}`, [entry, ...this.history(place, key)]);
    }
    return true;
  }

  #put(place: string, key: string, entry: Entry | undefined): void {
    const keys = this.#places.get(place) ?? new Map<string, Entry>();
    this.#places.set(place, keys);
    if (entry === undefined) keys.delete(key);
    else keys.set(key, entry);
  }
}
