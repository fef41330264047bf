// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import type { Believed, DisbeliefReason } from '../belief/belief.js';
import type { Writer } from './writer.js';

/**
 * A document put in force replaces the version before it. Its copy under the version's own key must say the
 * same; keys are written in their order, so the copy comes after.
 */
export async function applyCatalogue(
  writer: Writer,
  belief: Extract<Believed, { kind: 'CATALOGUE' }>,
): Promise<DisbeliefReason | undefined> {
  const { catalogue: kind, department } = belief;
  const { code, version } = belief.document;
  const document = canonicalJson(belief.document);
  const rows = writer.sql.selectFrom('catalogue').where('kind', '=', kind).where('code', '=', code);
  if (!belief.inForce) {
    const kept = await rows.select('document').where('version', '=', version).executeTakeFirst();
    return kept?.document === document ? undefined : 'REWRITTEN';
  }
  const current = await rows.select(['version', 'document']).where('inForce', '=', 1).executeTakeFirst();
  if (current?.document === document) return undefined;
  if (version !== (current?.version ?? 0) + 1) return 'VERSION_NOT_NEXT';
  await writer.sql
    .updateTable('catalogue')
    .set({ inForce: 0 })
    .where('kind', '=', kind)
    .where('code', '=', code)
    .execute();
  await writer.sql
    .insertInto('catalogue')
    .values({ kind, code, version, department, inForce: 1, at: writer.at, document, ...writer.source })
    .execute();
  writer.count('catalogue', kind);
  return undefined;
}
