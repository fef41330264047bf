// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { Disclose, LegalBasis, Refusal, Verdict } from '../../../chaincode/domain/access/access.js';
import { TicketId } from '../../../chaincode/domain/access/ticket.js';
import { Day, Instant } from '../../../chaincode/domain/catalogue/texts.js';
import {
  DepartmentCode,
  Digest,
  MemberName,
  OfficerHandle,
  OwnedCode,
  PlainCode,
  Version,
} from '../../../chaincode/domain/names.js';
import { CaseNumber } from '../case-number-text.js';
import { LedgerReference } from '../ledger-reference.js';
import { NextCursor, pageQuery } from '../page.js';
import { MaterialAnswer, MissingMaterial, Outcome } from './verification-answer.js';

export const VerificationParams = Type.Object({ id: TicketId }, { additionalProperties: false });
export type VerificationParams = Static<typeof VerificationParams>;

export const VerificationQuery = Type.Object(
  {
    caseNo: Type.Optional(CaseNumber),
    itemCode: Type.Optional(OwnedCode),
    officer: Type.Optional(OfficerHandle),
    /** Auditors may ask for another department; for others their own is meant. */
    department: Type.Optional(DepartmentCode),
    /** First and last day, Asia/Shanghai. */
    from: Type.Optional(Day),
    until: Type.Optional(Day),
    ...pageQuery,
  },
  { additionalProperties: false },
);
export type VerificationQuery = Static<typeof VerificationQuery>;

const summary = {
  verificationId: TicketId,
  department: DepartmentCode,
  officer: OfficerHandle,
  caseRef: Digest,
  itemCode: OwnedCode,
  itemVersion: Version,
  purposeCode: PlainCode,
  legalBasis: LegalBasis,
  disclose: Disclose,
  at: Instant,
  expiresAt: Instant,
  /** A source that has not concluded makes it INCOMPLETE. */
  outcome: Outcome,
  refusal: Type.Optional(Refusal),
  ledger: LedgerReference,
};

export const VerificationSummary = Type.Object(summary, { additionalProperties: false });
export type VerificationSummary = Static<typeof VerificationSummary>;

export const VerificationList = Type.Object(
  { verifications: Type.Array(VerificationSummary), next: NextCursor },
  { $id: 'VerificationList', additionalProperties: false },
);
export type VerificationList = Static<typeof VerificationList>;

/** What one source stated, or that it has not. */
export const SourceConclusion = Type.Object(
  {
    department: DepartmentCode,
    at: Type.Union([Instant, Type.Null()]),
    verdicts: Type.Array(
      Type.Object(
        { materialCode: PlainCode, recordType: OwnedCode, verdict: Verdict },
        { additionalProperties: false },
      ),
    ),
    released: Type.Array(MemberName),
    ledger: Type.Union([LedgerReference, Type.Null()]),
  },
  { additionalProperties: false },
);
export type SourceConclusion = Static<typeof SourceConclusion>;

/** A committed access, without values. */
export const VerificationView = Type.Object(
  {
    ...summary,
    materials: Type.Array(MaterialAnswer),
    missing: Type.Array(MissingMaterial),
    sources: Type.Array(SourceConclusion),
  },
  { $id: 'VerificationView', additionalProperties: false },
);
export type VerificationView = Static<typeof VerificationView>;
