// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import type { Believed, DisbeliefReason } from '../belief/belief.js';
import type { Writer } from './writer.js';

/**
 * A document put in force replaces the version before it. Its copy under the version's own key must say the
 * same; keys are written in their order, so the copy comes after.
 */
export function applyCatalogue(
  { rows, source, at, ...writer }: Writer,
  belief: Extract<Believed, { kind: 'CATALOGUE' }>,
): DisbeliefReason | undefined {
  const { catalogue: kind, department } = belief;
  const { code, version } = belief.document;
  const document = canonicalJson(belief.document);
  if (!belief.inForce) {
    const kept = rows.find('catalogue', ['document'], { kind, code, version });
    return kept?.document === document ? undefined : 'REWRITTEN';
  }
  const current = rows.find('catalogue', ['version', 'document'], { kind, code, inForce: 1 });
  if (current?.document === document) return undefined;
  if (version !== (current?.version ?? 0) + 1) return 'VERSION_NOT_NEXT';
  rows.run('UPDATE catalogue SET inForce = 0 WHERE kind = ? AND code = ?', [kind, code]);
  rows.insert('catalogue', { kind, code, version, department, inForce: 1, at, document, ...source });
  writer.count('catalogue', kind);
  return undefined;
}
