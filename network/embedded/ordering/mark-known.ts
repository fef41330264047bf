// SPDX-License-Identifier: Apache-2.0
import type { BlockTransaction } from '../peer/seams.js';

/** Those of a block whose id an earlier block carries, whatever its code there, are duplicates. @param find of such ids. */
export function markKnown(
  transactions: readonly BlockTransaction[],
  find: (transactionIds: readonly string[]) => { has(transactionId: string): boolean },
): BlockTransaction[] {
  const valid = transactions.filter(({ code }) => code === 'VALID');
  const known = find(valid.map(({ transactionId }) => transactionId));
  return transactions.map((each) =>
    each.code === 'VALID' && known.has(each.transactionId) ? { ...each, code: 'DUPLICATE_TXID' } : each,
  );
}
