// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { Verdict } from '../../../chaincode/domain/access/access.js';
import { InquiryReason } from '../../../chaincode/domain/access/inquiry.js';
import { TicketId } from '../../../chaincode/domain/access/ticket.js';
import { ApplicationId } from '../../../chaincode/domain/application/application.js';
import { TaskState } from '../../../chaincode/domain/application/states.js';
import { Instant } from '../../../chaincode/domain/catalogue/texts.js';
import { DepartmentCode, OfficerHandle, OwnedCode, PlainCode } from '../../../chaincode/domain/names.js';
import { RecordId, Status } from '../../../chaincode/domain/register/register-entry.js';
import { CaseNumber } from '../case-number-text.js';
import { LedgerReference } from '../ledger-reference.js';
import { RecordEvent } from '../records/record-view.js';

/** The question itself goes on record, so it needs a reason and a case. */
export const ProvenanceQuery = Type.Object(
  { recordId: RecordId, reason: InquiryReason, caseNo: CaseNumber },
  { $id: 'ProvenanceQuery', additionalProperties: false },
);
export type ProvenanceQuery = Static<typeof ProvenanceQuery>;

/** An access whose verdict rests on the record. */
export const Reliance = Type.Object(
  {
    verificationId: TicketId,
    reader: DepartmentCode,
    officer: OfficerHandle,
    itemCode: OwnedCode,
    purposeCode: PlainCode,
    materialCode: PlainCode,
    verdict: Verdict,
    at: Instant,
    ledger: LedgerReference,
    /** What was applied for with it, and the record that came of that. */
    application: Type.Optional(
      Type.Object(
        { applicationId: ApplicationId, itemCode: OwnedCode, state: TaskState, recordId: Type.Optional(RecordId) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type Reliance = Static<typeof Reliance>;

/** What a result was derived from. */
export const ResultOrigin = Type.Object(
  {
    applicationId: ApplicationId,
    itemCode: OwnedCode,
    filedBy: DepartmentCode,
    issuedAt: Instant,
    /** Transaction that filed the application. */
    ledger: LedgerReference,
    /** Every record that was read for it. */
    sources: Type.Array(
      Type.Object(
        {
          verificationId: TicketId,
          materialCode: PlainCode,
          department: DepartmentCode,
          recordType: OwnedCode,
          recordId: RecordId,
          verdict: Verdict,
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type ResultOrigin = Static<typeof ResultOrigin>;

export const ProvenanceView = Type.Object(
  {
    queryId: Type.String(),
    recordId: RecordId,
    recordType: OwnedCode,
    department: DepartmentCode,
    status: Status,
    attestedAt: Instant,
    /** Transaction that attested the record. */
    ledger: LedgerReference,
    history: Type.Array(RecordEvent),
    /** Oldest first, the record itself included. */
    chain: Type.Array(
      Type.Object(
        { recordId: RecordId, status: Status, attestedAt: Instant, ledger: LedgerReference },
        { additionalProperties: false },
      ),
    ),
    /** Of a record that is the result of a task: where that comes from. */
    resultOf: Type.Optional(ResultOrigin),
    /** Newest first, of at most 1,000 accesses. */
    reliedOnBy: Type.Array(Reliance),
    /** Where this question stands on the ledger. */
    inquiry: LedgerReference,
  },
  { $id: 'ProvenanceView', additionalProperties: false },
);
export type ProvenanceView = Static<typeof ProvenanceView>;
