// SPDX-License-Identifier: Apache-2.0
import type { Access } from '../../../chaincode/domain/access/access.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import type { DisbeliefReason } from '../belief/belief.js';
import { sha256 } from '../belief/digest.js';
import type { Writer } from './writer.js';

/** An access is written once and never changes; it is one row in the diary of each of its subjects. */
export async function applyAccess(writer: Writer, access: Access): Promise<DisbeliefReason | undefined> {
  const { accessId, reader, officer, at, outcome } = access;
  const { itemCode, caseRef } = access.request.ticket.core;
  const document = canonicalJson(access);
  const { numInsertedOrUpdatedRows } = await writer.sql
    .insertInto('accesses')
    .values({ accessId, reader, officer, itemCode, caseRef, outcome, at, document, ...writer.source })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) return (await isKnown(writer, accessId, document)) ? undefined : 'REWRITTEN';
  const row = sha256(document);
  for (const place of access.diary) {
    writer.addDiaryRow({ accessId, ...place, h: sha256(`${place.previous}\n${row}`) });
  }
  writer.count('accesses', outcome);
  return undefined;
}

async function isKnown(writer: Writer, accessId: string, document: string): Promise<boolean> {
  const known = await writer.sql
    .selectFrom('accesses')
    .select('document')
    .where('accessId', '=', accessId)
    .executeTakeFirst();
  return known?.document === document;
}
