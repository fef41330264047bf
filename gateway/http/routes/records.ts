// SPDX-License-Identifier: Apache-2.0
import { attestRecords } from '../../../chaincode/transactions/attest-records.js';
import { changeRecordStatus } from '../../../chaincode/transactions/change-record-status.js';
import { RecordStatusAnswer, RecordStatusChange } from '../../usecases/records/record-status-change.js';
import {
  RecordSubmission,
  RecordSubmissionAnswer,
  RecordSubmissionQuery,
  type SubmissionResult,
} from '../../usecases/records/record-submission.js';
import { RecordHistory, RecordParams, RecordView } from '../../usecases/records/record-view.js';
import type { UseCases } from '../../usecases/use-cases.js';
import type { GatewayApp } from '../gateway-app.js';
import type { Once } from '../idempotency/once.js';
import { callerOf, type Access } from '../identity/authentication.js';
import { pointTo } from '../named.js';
import { operation } from '../operation.js';
import { languageOf } from '../problems/language.js';
import { PROBLEM_CATALOGUE } from '../problems/problem-catalogue.js';
import type { Language } from '../problems/row.js';

/** What departments attest. */
export function recordRoutes(
  app: GatewayApp,
  { useCases, once }: { readonly useCases: UseCases; readonly once: Once },
): void {
  app.post('/v1/records', attest, async (request, reply) => {
    const { body, query } = request;
    const importId = body.importId === undefined ? {} : { importId: body.importId };
    const answer = await once(request, {
      run: (caller) => useCases.attestRecords(caller, body, query),
      again: (caller, committed) => useCases.again.attestRecords(caller, body, query, committed),
      keep: ({ results, ledger }) => ({ results, ledger }),
      recall: (kept) => Promise.resolve({ ...importId, ...(kept as RecordSubmissionAnswer) }),
    });
    const language = languageOf(request.headers['accept-language']);
    void reply.headers({ 'content-language': language, vary: 'Accept-Language' });
    return { ...answer, results: answer.results.map((result) => inWords(result, language)) };
  });
  app.get('/v1/records/:id', read, (request) => useCases.getRecord(callerOf(request), request.params.id));
  app.get('/v1/records/:id/history', readHistory, (request) =>
    useCases.getRecordHistory(callerOf(request), request.params.id),
  );
  app.post('/v1/records/:id/status', changeStatus, (request) =>
    once(request, {
      run: (caller) => useCases.changeRecordStatus(caller, request.params.id, request.body),
      again: (caller, committed) =>
        useCases.again.changeRecordStatus(caller, request.params.id, request.body, committed),
    }),
  );
}

/** What is wrong with a refused element, in the caller's language. */
function inWords(result: SubmissionResult, language: Language): SubmissionResult {
  return result.code === undefined ? result : { ...result, detail: PROBLEM_CATALOGUE[result.code].title[language] };
}

const OF_ITS_DEPARTMENT: Access = ['attester', 'officer', 'intake', 'auditor'];

const attest = operation({
  operationId: 'attestRecords',
  summary: attestRecords.summary,
  description: 'Up to 500 records; each succeeds or is refused by itself. With `dryRun` nothing is written.',
  tag: 'departments',
  access: attestRecords.roles,
  body: pointTo(RecordSubmission),
  querystring: RecordSubmissionQuery,
  response: { 200: pointTo(RecordSubmissionAnswer) },
  writes: true,
  problems: [
    ...attestRecords.refusals,
    'RECORD_TYPE_UNKNOWN',
    'VERSION_UNKNOWN',
    'IDENTIFIER_INVALID',
    'IDENTIFIER_KIND_WRONG',
    'PSEUDONYM_LIMIT_REACHED',
    'PSEUDONYMS_UNAVAILABLE',
  ],
});
const read = operation({
  operationId: 'getRecord',
  summary: 'A record without its values',
  tag: 'departments',
  access: OF_ITS_DEPARTMENT,
  params: RecordParams,
  response: { 200: pointTo(RecordView) },
  problems: ['NOT_FOUND'],
});
const readHistory = operation({
  operationId: 'getRecordHistory',
  summary: 'The life of a record',
  tag: 'departments',
  access: OF_ITS_DEPARTMENT,
  params: RecordParams,
  response: { 200: pointTo(RecordHistory) },
  problems: ['NOT_FOUND'],
});
const changeStatus = operation({
  operationId: 'changeRecordStatus',
  summary: changeRecordStatus.summary,
  tag: 'departments',
  access: changeRecordStatus.roles,
  body: pointTo(RecordStatusChange),
  params: RecordParams,
  response: { 200: pointTo(RecordStatusAnswer) },
  writes: true,
  problems: changeRecordStatus.refusals,
});
