// SPDX-License-Identifier: Apache-2.0
import type { ParsedRead, ParsedRwset } from '../rwset/parsed-rwset.js';
import { hashedNamespace, stateKey } from '../store/keys.js';
import type { StateView } from '../store/state-view.js';
import { sameVersion } from '../store/version.js';
import type { BlockUpdates } from './block-updates.js';
import { combinedRange } from './combined-range.js';
import { sameRange } from './same-range.js';

/**
 * The first way in which what the transaction read is no longer so: namespace by namespace public reads, then ranges,
 * then hashes. Reads compare versions only; a key that an earlier transaction of the block touched always conflicts.
 */
export async function findConflict(
  rwset: ParsedRwset,
  view: StateView,
  updates: BlockUpdates,
): Promise<'MVCC_READ_CONFLICT' | 'PHANTOM_READ_CONFLICT' | undefined> {
  const unchanged = (namespace: string) => (read: ParsedRead) =>
    !updates.touched(namespace, read.key) &&
    sameVersion(view.read(stateKey(namespace, read.key))?.version, read.version);

  for (const namespace of rwset) {
    if (!namespace.reads.every(unchanged(namespace.name))) return 'MVCC_READ_CONFLICT';
    for (const range of namespace.ranges) {
      const rows = combinedRange(namespace.name, range, view, updates);
      if (!(await sameRange(range.result, rows))) return 'PHANTOM_READ_CONFLICT';
    }
    for (const { name, reads } of namespace.collections) {
      if (!reads.every(unchanged(hashedNamespace(namespace.name, name)))) return 'MVCC_READ_CONFLICT';
    }
  }
  return undefined;
}
