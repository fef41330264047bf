// SPDX-License-Identifier: Apache-2.0
import type { Conclusion } from '../domain/access/access.js';
import { canonicalJson } from '../wire/canonical-json.js';
import { stateKeys } from '../wire/state-keys.js';
import type { Reading } from './documents.js';

/**
 * Of the conclusions that a caller shows, those that their departments stated about these very bytes of access and item:
 * the hash in P(department), which every peer holds, is that of what was shown. The others are as if not shown.
 */
export async function believedConclusions(
  { statements, crypto }: Pick<Reading, 'statements' | 'crypto'>,
  { accessId, accessDigest, itemDigest }: Pick<Conclusion, 'accessId' | 'accessDigest' | 'itemDigest'>,
  shown: readonly Conclusion[],
): Promise<Conclusion[]> {
  const believed: Conclusion[] = [];
  for (const conclusion of shown) {
    const { department } = conclusion;
    if (conclusion.accessId !== accessId || conclusion.accessDigest !== accessDigest) continue;
    if (conclusion.itemDigest !== itemDigest) continue;
    const stated = await statements(department).hash(stateKeys.conclusion(accessId, department));
    if (stated === crypto.sha256(canonicalJson(conclusion))) believed.push(conclusion);
  }
  return believed;
}
