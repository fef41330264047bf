// SPDX-License-Identifier: Apache-2.0
import type { PrivateSide } from '../blocks/journal-record.js';
import type { PrivateResults } from '../peer/seams.js';
import { readResults } from '../protocol/read-results.js';
import type { ReadEnvelope } from '../protocol/read-envelope.js';
import type { ValidationCode } from '../validation-code.js';

/** What the valid transactions of a block store and purge privately. */
export function privateSideOf(
  envelopes: readonly ReadEnvelope[],
  codes: readonly ValidationCode[],
  kept: PrivateResults,
): PrivateSide {
  const results = new Map([...kept].filter(([index]) => codes[index] === 'VALID'));
  const purges = envelopes.flatMap(({ action }, index) =>
    codes[index] === 'VALID' && action !== undefined
      ? readResults(action.results)
          .hashedWrites.filter(({ isPurge }) => isPurge)
          .map(({ namespace, collection, keyHash }) => ({ namespace, collection, keyHash, index }))
      : [],
  );
  return { results, purges };
}
