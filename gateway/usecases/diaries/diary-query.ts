// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { InquiryReason } from '../../../chaincode/domain/access/inquiry.js';
import { Digest } from '../../../chaincode/domain/names.js';
import { CaseNumber } from '../case-number-text.js';
import { LedgerReference } from '../ledger-reference.js';
import { SubjectReference } from '../subject-reference.js';

/** An auditor asks for a person's diary: for what reason, in which case. */
export const DiaryQuery = Type.Object(
  { subject: SubjectReference, reason: InquiryReason, caseNo: CaseNumber },
  { $id: 'DiaryQuery', additionalProperties: false },
);
export type DiaryQuery = Static<typeof DiaryQuery>;

export const DiaryQueryAnswer = Type.Object(
  { queryId: Type.String(), pseudonym: Digest, ledger: LedgerReference },
  { $id: 'DiaryQueryAnswer', additionalProperties: false },
);
export type DiaryQueryAnswer = Static<typeof DiaryQueryAnswer>;
