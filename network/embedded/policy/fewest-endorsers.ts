// SPDX-License-Identifier: Apache-2.0
import { evaluatePolicy } from './evaluate-policy.js';
import { parsePolicy } from './parse-policy.js';

/**
 * The smallest set of organisations whose peers satisfy a text policy, one signature each; of equal ones the first in
 * the order of `mspIds`. `undefined` if all together do not.
 */
export function fewestEndorsers(policy: string, mspIds: readonly string[]): readonly string[] | undefined {
  const compiled = parsePolicy(policy);
  const satisfied = (chosen: readonly string[]): boolean =>
    evaluatePolicy(
      compiled,
      chosen.map((mspId) => ({ mspId, role: 'peer' })),
    );
  if (!satisfied(mspIds)) return undefined;
  for (let size = 1; size < mspIds.length; size += 1) {
    for (const chosen of combinations(mspIds, size)) if (satisfied(chosen)) return chosen;
  }
  return mspIds;
}

function* combinations(items: readonly string[], size: number, from = 0): Generator<string[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let at = from; at <= items.length - size; at += 1) {
    const item = items[at] ?? '';
    for (const rest of combinations(items, size - 1, at + 1)) yield [item, ...rest];
  }
}
