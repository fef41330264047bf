// SPDX-License-Identifier: Apache-2.0
import type { RangeQuery } from '../rwset/range-query.js';
import type { RangeRead } from '../rwset/range-reads.js';
import { stateKey, stateRange } from '../store/keys.js';
import type { StateView } from '../store/state-view.js';
import { compareUtf8 } from '../store/utf8-order.js';
import { decodeVersionedValue } from '../store/versioned-value.js';
import type { BlockUpdates, Update } from './block-updates.js';

/**
 * The rows that a recorded scan would give now: committed state under the updates of earlier transactions of the block.
 * A scan that did not reach its end is repeated up to and including its last key.
 */
export async function* combinedRange(
  namespace: string,
  { startKey, endKey, exhausted }: RangeQuery,
  view: StateView,
  updates: BlockUpdates,
): AsyncGenerator<RangeRead> {
  const cursor = view.scan(stateRange(namespace, startKey, endKey));
  try {
    const changed = changedRows(updates.of(namespace), startKey, endKey);
    let change = changed.next();
    for (let row = await cursor.next(); row !== undefined; row = await cursor.next()) {
      while (change.done !== true && compareUtf8(change.value[0], row.key) < 0) {
        yield* present(change.value);
        change = changed.next();
      }
      if (change.done !== true && change.value[0] === row.key) {
        yield* present(change.value);
        change = changed.next();
      } else yield { key: row.key, version: decodeVersionedValue(row.bytes).version };
    }
    for (; change.done !== true; change = changed.next()) yield* present(change.value);
    if (!exhausted) yield* lastRow(namespace, endKey, view, updates);
  } finally {
    await cursor.close();
  }
}

function changedRows(
  updates: ReadonlyMap<string, Update>,
  start: string,
  end: string,
): Iterator<[string, Update], undefined> {
  const inside = [...updates].filter(
    ([key]) => compareUtf8(start, key) <= 0 && (end === '' || compareUtf8(key, end) < 0),
  );
  inside.sort(([left], [right]) => compareUtf8(left, right));
  return inside.values() as Iterator<[string, Update], undefined>;
}

/** A deleted key gives no row. */
function* present([key, { value, version }]: [string, Update]): Generator<RangeRead> {
  if (value !== undefined) yield { key, version };
}

function* lastRow(namespace: string, key: string, view: StateView, updates: BlockUpdates): Generator<RangeRead> {
  const update = updates.get(namespace, key);
  if (update !== undefined) {
    yield* present([key, update]);
    return;
  }
  const stored = view.read(stateKey(namespace, key));
  if (stored !== undefined) yield { key, version: stored.version };
}
