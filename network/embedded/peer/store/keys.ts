// SPDX-License-Identifier: Apache-2.0

/** Namespace of the hashes of a collection, as in Fabric's state database. */
export function hashedNamespace(namespace: string, collection: string): string {
  return `${namespace}$$h${collection}`;
}

/** Namespace of the values of a collection, as in Fabric's state database. */
function privateNamespace(namespace: string, collection: string): string {
  return `${namespace}$$p${collection}`;
}

/** Public state and hashes, the same for all organisations; a hash is written in hexadecimal. */
export function stateKey(namespace: string, key: string): string {
  return `d${namespace}\0${key}`;
}

/** Private values: each organisation keeps its own. */
export function privateKey(mspId: string, namespace: string, collection: string, key: string): string {
  return `p${mspId}\0${privateNamespace(namespace, collection)}\0${key}`;
}

export interface KeyRange {
  /** Inclusive. */
  readonly from: string;
  /** Exclusive. */
  readonly to: string;
  /** What stands before the key itself. */
  readonly prefix: string;
}

function rangeUnder(prefix: string, start: string, end: string): KeyRange {
  // An empty end means the end of the namespace: its separator U+0000 is followed by U+0001.
  const to = end === '' ? `${prefix.slice(0, -1)}\x01` : prefix + end;
  return { from: prefix + start, to, prefix };
}

/** `[start, end)` of a namespace; an empty end reaches to the end of the namespace. */
export function stateRange(namespace: string, start: string, end: string): KeyRange {
  return rangeUnder(stateKey(namespace, ''), start, end);
}

/** `[start, end)` of what an organisation holds of a collection. */
export function privateRange(
  mspId: string,
  namespace: string,
  collection: string,
  start: string,
  end: string,
): KeyRange {
  return rangeUnder(privateKey(mspId, namespace, collection, ''), start, end);
}

const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');

/** All history of one key; its length keeps keys apart that contain the separator. */
export function historyRange(namespace: string, key: string): KeyRange {
  const prefix = `h${namespace}\0${hex(Buffer.byteLength(key), 8)}${key}\0`;
  return { from: prefix, to: `${prefix.slice(0, -1)}\x01`, prefix };
}

export function historyKey(namespace: string, key: string, block: number, tx: number): string {
  return `${historyRange(namespace, key).prefix}${hex(block, 12)}${hex(tx, 8)}`;
}

/** What leaves the state with this block. */
export function expiryKey(block: number, written: number): string {
  return `x${hex(block, 14)}${hex(written, 14)}`;
}

export function expiryRange(block: number): KeyRange {
  return { from: expiryKey(block, 0), to: expiryKey(block + 1, 0), prefix: '' };
}

export const SAVEPOINT_KEY = 's';
