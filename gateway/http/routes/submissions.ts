// SPDX-License-Identifier: Apache-2.0
import { ROLES } from '../../../chaincode/domain/roles.js';
import type { Submissions } from '../../idempotency/submissions.js';
import { GatewayProblem } from '../../usecases/gateway-problem.js';
import type { GatewayApp } from '../gateway-app.js';
import { SubmissionParams, SubmissionView, submissionView } from '../idempotency/submission-view.js';
import { callerOf } from '../identity/authentication.js';
import { pointTo } from '../named.js';
import { operation } from '../operation.js';
import { languageOf } from '../problems/language.js';

const RETRY_SECONDS = '2';

/** What became of requests whose outcome was not known when they were answered. */
export function submissionRoutes(app: GatewayApp, { submissions }: { readonly submissions: Submissions }): void {
  app.get('/v1/submissions/:id', read, async (request, reply) => {
    const status = await submissions.status(callerOf(request), request.params.id);
    if (status === undefined) throw new GatewayProblem('NOT_FOUND');
    const language = languageOf(request.headers['accept-language']);
    const view = submissionView(status, language);
    void reply.headers({ 'content-language': language, vary: 'Accept-Language' });
    if (view.state === 'PENDING') void reply.header('retry-after', RETRY_SECONDS);
    return view;
  });
}

const read = operation({
  operationId: 'getSubmission',
  summary: 'What became of a request that was answered with 202, for who sent it',
  description:
    'PENDING: not known yet. COMMITTED: it stands on the ledger, and `result` names what it made. NOT_COMMITTED: ' +
    'nothing was written and nothing will be; the request may be sent again. To others than the same officer in the ' +
    'same role it is not there.',
  tag: 'everyone',
  access: ROLES,
  params: SubmissionParams,
  response: { 200: pointTo(SubmissionView) },
  problems: ['NOT_FOUND', 'LEDGER_UNAVAILABLE'],
});
