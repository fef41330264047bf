// SPDX-License-Identifier: Apache-2.0
import { depositParts } from '../../../chaincode/transactions/deposit-parts.js';
import { depositResults } from '../../../chaincode/transactions/deposit-results.js';
import { fileApplications } from '../../../chaincode/transactions/file-applications.js';
import { issueInstantly } from '../../../chaincode/transactions/issue-instantly.js';
import { moveApplications } from '../../../chaincode/transactions/move-applications.js';
import { moveTasks } from '../../../chaincode/transactions/move-tasks.js';
import { openAccess } from '../../../chaincode/transactions/open-access.js';
import { readDeposits } from '../../../chaincode/transactions/read-deposits.js';
import { ApplicationAnswer } from '../../usecases/applications/application-answer.js';
import { ApplicationRequest } from '../../usecases/applications/application-request.js';
import { ApplicationParams } from '../../usecases/applications/application-view.js';
import { DepositAnswer } from '../../usecases/applications/deposit-again.js';
import { DepositRequest } from '../../usecases/applications/deposit-request.js';
import { MoveAnswer } from '../../usecases/applications/move-answer.js';
import { MoveRequest } from '../../usecases/applications/move-request.js';
import { FormQuery, FormView } from '../../usecases/applications/read-form.js';
import { keptApplication, type KeptApplication } from '../../usecases/applications/recall-application.js';
import type { UseCases } from '../../usecases/use-cases.js';
import type { GatewayApp } from '../gateway-app.js';
import type { Once } from '../idempotency/once.js';
import { callerOf } from '../identity/authentication.js';
import { readIfMatch } from '../if-match.js';
import { pointTo } from '../named.js';
import { operation } from '../operation.js';

/** What is done about applications; what is read of them stands in `application-reads.ts`. */
export function applicationRoutes(
  app: GatewayApp,
  { useCases, once }: { readonly useCases: UseCases; readonly once: Once },
): void {
  app.post('/v1/applications', file, async (request, reply) => {
    const { body } = request;
    const answer = await once(request, {
      run: (caller) => useCases.fileApplication(caller, body),
      again: (caller, committed) => useCases.again.fileApplication(caller, body, committed),
      keep: keptApplication,
      recall: (kept) => useCases.again.recallApplication(callerOf(request), kept as KeptApplication, body),
    });
    return reply.code(201).header('location', `/v1/applications/${answer.applicationId}`).send(answer);
  });
  app.post('/v1/applications/:id/moves', move, (request) => {
    const { body, params, headers } = request;
    const wish = { applicationId: params.id, body, tag: readIfMatch(headers['if-match']) };
    return once(request, {
      run: (caller) => useCases.moveApplication(caller, wish),
      again: (caller, committed) => useCases.again.moveApplication(caller, wish, committed),
    });
  });
  app.post('/v1/applications/:id/deposits', deposit, (request) => {
    const { body, params } = request;
    const run = (caller: Parameters<typeof useCases.depositAgain>[0]) => useCases.depositAgain(caller, params.id, body);
    return once(request, { run, again: run });
  });
  app.get('/v1/applications/:id/form', readForm, (request) =>
    useCases.readForm(callerOf(request), request.params.id, request.query),
  );
}

/** Of whoever is named by identifier. */
const NAMING = [
  'IDENTIFIER_INVALID',
  'IDENTIFIER_KIND_WRONG',
  'PSEUDONYM_LIMIT_REACHED',
  'PSEUDONYMS_UNAVAILABLE',
] as const;

const file = operation({
  operationId: 'fileApplication',
  summary: 'File an application: its materials are verified in the same request',
  description:
    'One item, or a theme whose items follow from the scenario answers. What is on record is verified at its source and fills in ' +
    'the form; what is on no record comes back as one list, `missing`, with what would do instead, and nothing is filed. ' +
    "Contact and form go to each item's department, and nowhere else. What could not be left with a department is PENDING; " +
    '`POST /v1/applications/{id}/deposits` tries again.',
  tag: 'intakes',
  access: fileApplications.roles,
  body: pointTo(ApplicationRequest),
  response: { 201: pointTo(ApplicationAnswer) },
  writes: true,
  problems: [
    ...fileApplications.refusals,
    ...openAccess.refusals,
    ...NAMING,
    'CASE_NO_INVALID',
    'SUBJECTS_INVALID',
    'FORM_INVALID',
    'MATERIALS_MISSING',
    'ONCE_ONLY',
    'UPLOAD_UNKNOWN',
    'SOURCE_OPENING_MISMATCH',
  ],
});
const move = operation({
  operationId: 'moveApplication',
  summary: 'Make a move of the table on an application or one of its tasks',
  description:
    '`If-Match` carries the ETag of the application as it was read. A move of the filing department is about all items that it leads ' +
    'on, unless some are named. ISSUE and ISSUE_INSTANTLY deposit their result first; it is as if it were not there until the task names it. ' +
    'MOVE_NOT_ALLOWED says in `tasks` where the tasks stand, and in `legal` what could be done instead.',
  tag: 'departments',
  access: moveTasks.roles,
  params: ApplicationParams,
  body: pointTo(MoveRequest),
  response: { 200: pointTo(MoveAnswer) },
  writes: true,
  problems: [
    ...moveTasks.refusals,
    ...moveApplications.refusals,
    ...issueInstantly.refusals,
    ...depositResults.refusals,
    ...NAMING,
    'NOT_FOUND',
    'IF_MATCH_MISSING',
    'APPLICATION_CHANGED',
    'SUBJECTS_INVALID',
    'FORM_INVALID',
    'MATERIALS_DIFFER',
    'UPLOAD_UNKNOWN',
    'SOURCE_OPENING_MISMATCH',
  ],
});
const deposit = operation({
  operationId: 'depositForm',
  summary: "Leave with the items' departments what could not be left with them before",
  description:
    'Contact, form and scenario answers are those of the filing: nobody has kept them. After the end of the access the form holds ' +
    'what the records had filled in, too.',
  tag: 'intakes',
  access: depositParts.roles,
  params: ApplicationParams,
  body: pointTo(DepositRequest),
  response: { 200: pointTo(DepositAnswer) },
  writes: true,
  problems: [...depositParts.refusals, 'NOT_FOUND', 'SOURCE_OPENING_MISMATCH'],
});
const readForm = operation({
  operationId: 'readForm',
  summary: 'What the applicant filled in, to the department of the item',
  tag: 'departments',
  access: readDeposits.roles,
  params: ApplicationParams,
  querystring: FormQuery,
  response: { 200: pointTo(FormView) },
  problems: [
    ...readDeposits.refusals,
    'NOT_FOUND',
    'TASK_UNKNOWN',
    'DEPOSIT_MISSING',
    'LEDGER_UNAVAILABLE',
    'NOT_AVAILABLE_YET',
  ],
});
