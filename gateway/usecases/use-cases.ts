// SPDX-License-Identifier: Apache-2.0
import type { ApplicationReads } from './applications/application-reads.js';
import type { ApplicationUseCases } from './applications/application-use-cases.js';
import type { DiaryQuery, DiaryQueryAnswer } from './diaries/diary-query.js';
import type { DiaryPageQuery, DiaryView } from './diaries/diary-view.js';
import type { ImportList, ImportQuery, ImportRevert, ImportRevertAnswer } from './imports/import-view.js';
import type { ProvenanceQuery, ProvenanceView } from './provenance/provenance-view.js';
import type { RecordStatusAnswer, RecordStatusChange } from './records/record-status-change.js';
import type { RecordSubmission, RecordSubmissionAnswer, RecordSubmissionQuery } from './records/record-submission.js';
import type { RecordHistory, RecordView } from './records/record-view.js';
import type { Repeats } from './repeats.js';
import type { Session } from './session.js';
import type { TransactionView } from './transactions/transaction-view.js';
import type { CertificateUseCases } from './certificates/get-certificate.js';
import type { UploadUseCases } from './uploads/upload-use-cases.js';
import type { ConclusionRequest } from './verifications/conclude-verification.js';
import type { VerificationAnswer } from './verifications/verification-answer.js';
import type { VerificationRequest } from './verifications/verification-request.js';
import type { VerificationList, VerificationQuery, VerificationView } from './verifications/verification-view.js';

/**
 * What the gateway does for its callers, one function per route. Bodies and queries have passed their schema.
 *
 * Refusals are `DomainError` (by the agreement, nothing written), `AccessRefused` (by the agreement, on record)
 * and `GatewayProblem`; of the ledger `LedgerConflict`, `LedgerUnavailable` and `OutcomeUnknown` pass through.
 * A role that a route does not admit is refused there; who may see which thing is decided here, and what is
 * not the caller's to see is NOT_FOUND.
 */
export interface UseCases extends ApplicationUseCases, ApplicationReads, UploadUseCases, CertificateUseCases {
  attestRecords(
    session: Session,
    body: RecordSubmission,
    query: RecordSubmissionQuery,
  ): Promise<RecordSubmissionAnswer>;
  changeRecordStatus(session: Session, recordId: string, body: RecordStatusChange): Promise<RecordStatusAnswer>;
  getRecord(session: Session, recordId: string): Promise<RecordView>;
  getRecordHistory(session: Session, recordId: string): Promise<RecordHistory>;
  listImports(session: Session, query: ImportQuery): Promise<ImportList>;
  revertImport(session: Session, importId: string, body: ImportRevert): Promise<ImportRevertAnswer>;
  verify(session: Session, body: VerificationRequest): Promise<VerificationAnswer>;
  listVerifications(session: Session, query: VerificationQuery): Promise<VerificationList>;
  getVerification(session: Session, verificationId: string): Promise<VerificationView>;
  concludeVerification(session: Session, verificationId: string, body: ConclusionRequest): Promise<VerificationAnswer>;
  openDiary(session: Session, body: DiaryQuery): Promise<DiaryQueryAnswer>;
  readDiary(session: Session, pseudonym: string, query: DiaryPageQuery): Promise<DiaryView>;
  traceRecord(session: Session, body: ProvenanceQuery): Promise<ProvenanceView>;
  getTransaction(session: Session, transactionId: string): Promise<TransactionView>;
  /** The same for requests that came before and were cut off. */
  readonly again: Repeats;
}
