// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { ApplicationId } from '../../../chaincode/domain/application/application.js';
import { TicketId } from '../../../chaincode/domain/access/ticket.js';
import { RecordId } from '../../../chaincode/domain/register/register-entry.js';
import { MovesResponse } from '../../../chaincode/transactions/application-moves.js';
import { changeRecordStatus } from '../../../chaincode/transactions/change-record-status.js';
import { FileApplicationsResponse } from '../../../chaincode/transactions/file-applications.js';
import { OpenAccessResponse } from '../../../chaincode/transactions/open-access.js';
import { RecordInquiryResponse } from '../../../chaincode/transactions/record-inquiry.js';
import type { SubmissionStatus } from '../../idempotency/attempt.js';
import type { CommittedPart } from '../../ledger/find-transaction.js';
import { LedgerReference, ledgerReference } from '../../usecases/ledger-reference.js';
import type { Bilingual, Language } from '../problems/row.js';

export const SubmissionParams = Type.Object(
  { id: Type.String({ pattern: '^[a-z2-7]{26}$' }) },
  { additionalProperties: false },
);

const result = {
  verificationId: Type.Optional(TicketId),
  applicationId: Type.Optional(ApplicationId),
  recordId: Type.Optional(RecordId),
  queryId: Type.Optional(Type.String()),
};
type Result = Static<ReturnType<typeof Type.Object<typeof result>>>;

/** What became of a request that was answered with 202. */
export const SubmissionView = Type.Object(
  {
    submissionId: Type.String(),
    /** The `operationId` of the request. */
    operation: Type.String(),
    state: Type.Union([Type.Literal('PENDING'), Type.Literal('COMMITTED'), Type.Literal('NOT_COMMITTED')]),
    /** With COMMITTED: what the request made. */
    result: Type.Optional(Type.Object(result, { additionalProperties: false })),
    /** The transactions that stand on the ledger. */
    ledger: Type.Array(LedgerReference),
    /** What to do now. */
    next: Type.String(),
  },
  { $id: 'SubmissionView', additionalProperties: false },
);
export type SubmissionView = Static<typeof SubmissionView>;

const NEXT: Readonly<Record<SubmissionView['state'], Bilingual>> = {
  PENDING: {
    en: 'It is not known yet. Ask again after the time that Retry-After names.',
    zh: '结果尚不明确，请按 Retry-After 所示时间后再次查询。',
  },
  COMMITTED: {
    en: 'It stands on the ledger. Sent again with its Idempotency-Key, the request gets its whole answer.',
    zh: '已写入账本。携带原 Idempotency-Key 重新发送请求即可取得完整结果。',
  },
  NOT_COMMITTED: {
    en: 'Nothing was written, and nothing will be. Send the request again.',
    zh: '未写入任何内容，今后也不会写入，请重新发送请求。',
  },
};

export function submissionView(status: SubmissionStatus, language: Language): SubmissionView {
  const { submissionId, operation } = status;
  const own = status.committed.filter((part) => !wasRejected(part));
  const state = status.state === 'COMMITTED' && own.length === 0 ? 'NOT_COMMITTED' : status.state;
  return {
    submissionId,
    operation,
    state,
    ...(state === 'COMMITTED' ? { result: Object.assign({}, ...own.map(resultOf)) as Result } : {}),
    ledger: own.map(ledgerReference),
    next: NEXT[state][language],
  };
}

/** What wrote nothing, in a transaction in which its neighbours did. */
function wasRejected(part: CommittedPart): boolean {
  return openingOf(part)?.outcome === 'REJECTED' || applicationOf(part)?.status === 'REFUSED';
}

/** What became of an application, or of a move of one. */
function applicationOf({ response, place }: CommittedPart) {
  if (Value.Check(FileApplicationsResponse, response)) return response.results.find(({ index }) => index === place);
  return Value.Check(MovesResponse, response) ? response.results.find(({ index }) => index === place) : undefined;
}

function openingOf({ response, place }: CommittedPart) {
  if (!Value.Check(OpenAccessResponse, response)) return undefined;
  return response.results.find(({ index }) => index === place);
}

function resultOf(part: CommittedPart): Result {
  const opening = openingOf(part);
  if (opening !== undefined) return { verificationId: opening.accessId };
  const application = applicationOf(part);
  if (application?.applicationId !== undefined) return { applicationId: application.applicationId };
  if (Value.Check(changeRecordStatus.response, part.response)) return { recordId: part.response.recordId };
  return Value.Check(RecordInquiryResponse, part.response) ? { queryId: part.response.inquiryId } : {};
}
