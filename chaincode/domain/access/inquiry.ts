// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { DepartmentCode, Digest, OfficerHandle } from '../names.js';
import { Instant } from '../catalogue/texts.js';
import { RecordId } from '../register/register-entry.js';

const INQUIRY_REASONS = ['SUBJECT_REQUEST', 'COMPLAINT', 'ROUTINE_AUDIT', 'SUSPECTED_MISUSE', 'COURT_ORDER'] as const;
export const InquiryReason = Type.Enum(INQUIRY_REASONS);

/** What an auditor asked: a subject's diary, or where a record came from. Public, stamped by the auditor's department. */
export const Inquiry = Type.Object(
  {
    v: Type.Literal(1),
    inquiryId: Type.String({ pattern: '^[a-z0-9-]{8,64}$' }),
    department: DepartmentCode,
    officer: OfficerHandle,
    about: Type.Union([
      Type.Object({ kind: Type.Literal('DIARY'), diary: Digest }, { additionalProperties: false }),
      Type.Object({ kind: Type.Literal('PROVENANCE'), recordId: RecordId }, { additionalProperties: false }),
    ]),
    reason: InquiryReason,
    /** HMAC of the auditor's case number under the department's own key. */
    caseRef: Digest,
    at: Instant,
  },
  { additionalProperties: false },
);
export type Inquiry = Static<typeof Inquiry>;
