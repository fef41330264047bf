// SPDX-License-Identifier: Apache-2.0
import type { PrivateResults } from '../peer/seams.js';
import { decodePurges, encodePurges } from './purges.js';
import type { Purge } from './purges.js';

/** Private side of a block: values of its valid transactions, and what they purge. */
export interface PrivateSide {
  readonly results: PrivateResults;
  readonly purges: readonly Purge[];
}

/** A block with its private side, as one record of the journal holds them. */
export interface JournalEntry {
  readonly number: number;
  /** `common.Block`. */
  readonly block: Uint8Array;
  readonly privateSide: PrivateSide;
}

/** Not zero, so that a record of which the last byte was never written is not whole. */
const END = Buffer.of(0xff);

/** Each part after its length; private results after their place in the block. */
export function encodeEntry({ block, privateSide }: Omit<JournalEntry, 'number'>): Buffer {
  const { results, purges } = privateSide;
  const parts: Uint8Array[] = [uint32(block.length), block];
  const purged = purges.length === 0 ? Buffer.alloc(0) : encodePurges(purges);
  parts.push(uint32(purged.length), purged, uint32(results.size));
  for (const [index, bytes] of results) parts.push(uint32(index), uint32(bytes.length), bytes);
  return Buffer.concat([...parts, END]);
}

export function decodeEntry(number: number, content: Buffer): JournalEntry {
  let at = 0;
  const readNumber = (): number => {
    at += 4;
    return content.readUInt32BE(at - 4);
  };
  const readBytes = (): Buffer => {
    const length = readNumber();
    at += length;
    return content.subarray(at - length, at);
  };
  const block = readBytes();
  const purged = readBytes();
  const results = new Map<number, Uint8Array>();
  for (let left = readNumber(); left > 0; left -= 1) results.set(readNumber(), readBytes());
  return { number, block, privateSide: { results, purges: purged.length === 0 ? [] : decodePurges(purged) } };
}

function uint32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
