// SPDX-License-Identifier: Apache-2.0
import { recordInquiry } from '../../../chaincode/transactions/record-inquiry.js';
import { DiaryQuery, DiaryQueryAnswer } from '../../usecases/diaries/diary-query.js';
import { DiaryPageQuery, DiaryParams, DiaryView } from '../../usecases/diaries/diary-view.js';
import type { UseCases } from '../../usecases/use-cases.js';
import type { GatewayApp } from '../gateway-app.js';
import type { Once } from '../idempotency/once.js';
import { callerOf } from '../identity/authentication.js';
import { pointTo } from '../named.js';
import { operation } from '../operation.js';

/** Access diaries. The identifier travels in the body of the question, the diary's address holds a pseudonym. */
export function diaryRoutes(
  app: GatewayApp,
  { useCases, once }: { readonly useCases: UseCases; readonly once: Once },
): void {
  app.post('/v1/diary-queries', ask, (request) =>
    once(request, {
      run: (caller) => useCases.openDiary(caller, request.body),
      again: (caller, committed) => useCases.again.openDiary(caller, request.body, committed),
      keep: ({ queryId }) => ({ queryId }),
      recall: (kept) => useCases.again.recallDiaryQuery(callerOf(request), queryIdIn(kept)),
    }),
  );
  app.get('/v1/diaries/:pseudonym', read, (request) =>
    useCases.readDiary(callerOf(request), request.params.pseudonym, request.query),
  );
}

function queryIdIn(kept: unknown): string {
  return (kept as { readonly queryId: string }).queryId;
}

const ask = operation({
  operationId: 'queryDiary',
  summary: "Record why a subject's diary is to be read, and learn its address",
  tag: 'auditors',
  access: recordInquiry.roles,
  body: pointTo(DiaryQuery),
  response: { 200: pointTo(DiaryQueryAnswer) },
  writes: true,
  problems: [
    ...recordInquiry.refusals,
    'IDENTIFIER_INVALID',
    'IDENTIFIER_KIND_WRONG',
    'CASE_NO_INVALID',
    'PSEUDONYM_LIMIT_REACHED',
    'PSEUDONYMS_UNAVAILABLE',
  ],
});
const read = operation({
  operationId: 'readDiary',
  summary: 'Every access to one subject, numbered, with the check of the chain',
  tag: 'auditors',
  access: recordInquiry.roles,
  params: DiaryParams,
  querystring: DiaryPageQuery,
  response: { 200: pointTo(DiaryView) },
  problems: ['INQUIRY_REQUIRED', 'CURSOR_INVALID'],
});
