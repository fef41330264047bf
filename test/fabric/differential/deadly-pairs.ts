// SPDX-License-Identifier: Apache-2.0
import { readRwset } from '../../network/conformance/support/read-rwset.js';
import type { NamespaceSets } from '../../network/conformance/support/read-rwset.js';

export interface Orderable {
  readonly envelope: Uint8Array;
  /** Was ordered before: it ends as a duplicate. */
  readonly isRepeat: boolean;
}

/**
 * Two things end a v3.1.5 network for good, since every peer meets them again when it starts:
 *
 * - a transaction deletes a key and a later one of the same block changes only its metadata: peers end with
 *   "panic: Nil value not allowed";
 * - a transaction that sets metadata of a key is refused before the key's chaincode is looked at, being a duplicate or
 *   refused for another chaincode that it writes: validation of a later writer of the key in the block waits for ever.
 *
 * Says which of the transactions may not share a block with those before them.
 */
export function deadlyOnes(block: readonly Orderable[]): boolean[] {
  const deleted = new Set<string>();
  const unsettled = new Set<string>();
  return block.map(({ envelope, isRepeat }) => {
    const sets = readRwset(envelope);
    const { removed, marked, written } = gather(sets.map(touchesOf));
    if (marked.some((place) => deleted.has(place))) return true;
    if ([...marked, ...written].some((place) => unsettled.has(place))) return true;
    for (const place of removed) deleted.add(place);
    if (isRepeat || sets.length > 1) for (const place of marked) unsettled.add(place);
    return false;
  });
}

interface Touches {
  readonly removed: readonly string[];
  readonly marked: readonly string[];
  readonly written: readonly string[];
}

function gather(all: readonly Touches[]): Touches {
  return {
    removed: all.flatMap(({ removed }) => removed),
    marked: all.flatMap(({ marked }) => marked),
    written: all.flatMap(({ written }) => written),
  };
}

function touchesOf({ namespace, writes, metadataWrites, collections }: NamespaceSets): Touches {
  const places = [
    { name: namespace, writes, marks: metadataWrites.map(({ key }) => key) },
    ...collections.map((each) => ({
      name: `${namespace}#${each.collection}`,
      writes: each.writes.map(({ keyHash, isDelete }) => ({ key: keyHash, isDelete })),
      marks: each.metadataWrites.map(({ keyHash }) => keyHash),
    })),
  ];
  return {
    removed: places.flatMap(({ name, writes: all }) =>
      all.filter(({ isDelete }) => isDelete).map(({ key }) => `${name} ${key}`),
    ),
    written: places.flatMap(({ name, writes: all }) => all.map(({ key }) => `${name} ${key}`)),
    marked: places.flatMap(({ name, marks }) => marks.map((key) => `${name} ${key}`)),
  };
}
