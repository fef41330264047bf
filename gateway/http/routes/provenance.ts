// SPDX-License-Identifier: Apache-2.0
import { recordInquiry } from '../../../chaincode/transactions/record-inquiry.js';
import { ProvenanceQuery, ProvenanceView } from '../../usecases/provenance/provenance-view.js';
import type { UseCases } from '../../usecases/use-cases.js';
import type { GatewayApp } from '../gateway-app.js';
import type { Once } from '../idempotency/once.js';
import { callerOf } from '../identity/authentication.js';
import { pointTo } from '../named.js';
import { operation } from '../operation.js';

/** Where a record came from, and what relied on it. The question is written down, so it is a POST, and in its body. */
export function provenanceRoutes(
  app: GatewayApp,
  { useCases, once }: { readonly useCases: UseCases; readonly once: Once },
): void {
  app.post('/v1/provenance-queries', trace, (request) =>
    once(request, {
      run: (caller) => useCases.traceRecord(caller, request.body),
      again: (caller, committed) => useCases.again.traceRecord(caller, request.body, committed),
      keep: ({ queryId }) => ({ queryId }),
      recall: (kept) => useCases.again.recallTrace(callerOf(request), queryIdIn(kept), request.body),
    }),
  );
}

function queryIdIn(kept: unknown): string {
  return (kept as { readonly queryId: string }).queryId;
}

const trace = operation({
  operationId: 'traceRecord',
  summary: 'Where a record came from and what relied on it; the question goes on record',
  tag: 'auditors',
  access: recordInquiry.roles,
  body: pointTo(ProvenanceQuery),
  response: { 200: pointTo(ProvenanceView) },
  writes: true,
  problems: [...recordInquiry.refusals, 'NOT_FOUND', 'CASE_NO_INVALID'],
});
