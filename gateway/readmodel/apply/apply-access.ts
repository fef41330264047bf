// SPDX-License-Identifier: Apache-2.0
import type { Access } from '../../../chaincode/domain/access/access.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import type { DisbeliefReason } from '../belief/belief.js';
import { sha256 } from '../belief/digest.js';
import type { Writer } from './writer.js';

/** An access is written once and never changes; it is one row in the diary of each of its subjects. */
export function applyAccess({ rows, source, ...writer }: Writer, access: Access): DisbeliefReason | undefined {
  const { accessId, reader, officer, at, outcome } = access;
  const { itemCode, caseRef } = access.request.ticket.core;
  const document = canonicalJson(access);
  const row = { accessId, reader, officer, itemCode, caseRef, outcome, at, document, ...source };
  if (!rows.insertNew('accesses', row)) {
    return rows.find('accesses', ['document'], { accessId })?.document === document ? undefined : 'REWRITTEN';
  }
  const digest = sha256(document);
  for (const { role, diary, n, previous } of access.diary) {
    writer.addDiaryRow({ accessId, role, diary, n, previous, h: sha256(`${previous}\n${digest}`) });
  }
  writer.count('accesses', outcome);
  return undefined;
}
