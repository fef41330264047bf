// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { Disclose, LegalBasis } from '../../../chaincode/domain/access/access.js';
import { ScenarioAnswers } from '../../../chaincode/domain/access/scenario.js';
import { MemberName, OwnedCode, PlainCode } from '../../../chaincode/domain/names.js';
import { CaseNumber } from '../case-number-text.js';
import { SubjectReference } from '../subject-reference.js';

export const VerificationRequest = Type.Object(
  {
    caseNo: CaseNumber,
    itemCode: OwnedCode,
    /** Answers to the item's guiding questions. They reach the sources privately, the ledger only as a digest. */
    scenario: ScenarioAnswers,
    /** By role; `applicant` is always one. */
    subjects: Type.Record(MemberName, SubjectReference, { additionalProperties: false }),
    purposeCode: PlainCode,
    legalBasis: LegalBasis,
    disclose: Disclose,
  },
  { $id: 'VerificationRequest', additionalProperties: false },
);
export type VerificationRequest = Static<typeof VerificationRequest>;
