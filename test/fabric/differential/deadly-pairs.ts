// SPDX-License-Identifier: Apache-2.0
import { readRwset } from '../../network/conformance/support/read-rwset.js';
import type { NamespaceSets } from '../../network/conformance/support/read-rwset.js';

/**
 * Where a transaction deletes a key and a later one of the same block changes only its metadata, a v3.1.5 peer ends with
 * "panic: Nil value not allowed", and again whenever it starts: the channel is lost. Says which of the envelopes may not
 * share a block with those before them.
 */
export function deadlyOnes(envelopes: readonly Uint8Array[]): boolean[] {
  const deleted = new Set<string>();
  return envelopes.map((envelope) => {
    const touched = readRwset(envelope).map(touchesOf);
    const isDeadly = touched.some(({ marked }) => marked.some((place) => deleted.has(place)));
    if (!isDeadly) for (const { removed } of touched) for (const place of removed) deleted.add(place);
    return isDeadly;
  });
}

function touchesOf({ namespace, writes, metadataWrites, collections }: NamespaceSets) {
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
    marked: places.flatMap(({ name, marks }) => marks.map((key) => `${name} ${key}`)),
  };
}
