// SPDX-License-Identifier: Apache-2.0
import type { Inquiry } from '../../../chaincode/domain/access/inquiry.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import type { DisbeliefReason } from '../belief/belief.js';
import type { Writer } from './writer.js';

/** An inquiry is written once and never changes. */
export async function applyInquiry(writer: Writer, inquiry: Inquiry): Promise<DisbeliefReason | undefined> {
  const { inquiryId, department, officer, at } = inquiry;
  const document = canonicalJson(inquiry);
  const known = await writer.sql
    .selectFrom('inquiries')
    .select('document')
    .where('inquiryId', '=', inquiryId)
    .executeTakeFirst();
  if (known !== undefined) return known.document === document ? undefined : 'REWRITTEN';
  const aboutKind = inquiry.about.kind;
  const about = inquiry.about.kind === 'DIARY' ? inquiry.about.diary : inquiry.about.recordId;
  await writer.sql
    .insertInto('inquiries')
    .values({ inquiryId, department, officer, aboutKind, about, at, document, ...writer.source })
    .execute();
  writer.count('inquiries', aboutKind);
  return undefined;
}
