// SPDX-License-Identifier: Apache-2.0
import type { Inquiry } from '../../../chaincode/domain/access/inquiry.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import type { DisbeliefReason } from '../belief/belief.js';
import type { Writer } from './writer.js';

/** An inquiry is written once and never changes. */
export function applyInquiry({ rows, source, ...writer }: Writer, inquiry: Inquiry): DisbeliefReason | undefined {
  const { inquiryId, department, officer, at } = inquiry;
  const document = canonicalJson(inquiry);
  const aboutKind = inquiry.about.kind;
  const about = inquiry.about.kind === 'DIARY' ? inquiry.about.diary : inquiry.about.recordId;
  if (!rows.insertNew('inquiries', { inquiryId, department, officer, aboutKind, about, at, document, ...source })) {
    return rows.find('inquiries', ['document'], { inquiryId })?.document === document ? undefined : 'REWRITTEN';
  }
  writer.count('inquiries', aboutKind);
  return undefined;
}
