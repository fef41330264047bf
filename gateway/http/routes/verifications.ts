// SPDX-License-Identifier: Apache-2.0
import { openAccess } from '../../../chaincode/transactions/open-access.js';
import { ConclusionRequest } from '../../usecases/verifications/conclude-verification.js';
import { VerificationAnswer } from '../../usecases/verifications/verification-answer.js';
import { VerificationRequest } from '../../usecases/verifications/verification-request.js';
import {
  VerificationList,
  VerificationParams,
  VerificationQuery,
  VerificationView,
} from '../../usecases/verifications/verification-view.js';
import type { Session } from '../../usecases/session.js';
import type { UseCases } from '../../usecases/use-cases.js';
import type { GatewayApp } from '../gateway-app.js';
import type { Once } from '../idempotency/once.js';
import { callerOf, type Access } from '../identity/authentication.js';
import { pointTo } from '../named.js';
import { operation } from '../operation.js';

/** Material-free verification. */
export function verificationRoutes(
  app: GatewayApp,
  { useCases, once }: { readonly useCases: UseCases; readonly once: Once },
): void {
  app.post('/v1/verifications', verify, (request) => {
    const { body } = request;
    return once(request, {
      run: (caller) => useCases.verify(caller, body),
      again: (caller, committed) => useCases.again.verify(caller, body, committed),
      keep: ({ verificationId }) => ({ verificationId }),
      recall: (kept) => useCases.again.recallVerification(callerOf(request), idIn(kept), body),
    });
  });
  app.post('/v1/verifications/:id/conclusions', conclude, (request) => {
    const { body, params } = request;
    // A repeat of what was answered is no new try: after the end of the access too it gets what stands on the ledger.
    const recalled = (caller: Session) => useCases.again.recallVerification(caller, params.id, body);
    return once(request, {
      run: (caller) => useCases.concludeVerification(caller, params.id, body),
      again: recalled,
      keep: () => ({}),
      recall: () => recalled(callerOf(request)),
    });
  });
  app.get('/v1/verifications', list, (request) => useCases.listVerifications(callerOf(request), request.query));
  app.get('/v1/verifications/:id', read, (request) => useCases.getVerification(callerOf(request), request.params.id));
}

function idIn(kept: unknown): string {
  return (kept as { readonly verificationId: string }).verificationId;
}

const READERS: Access = ['intake', 'officer', 'auditor'];

const verify = operation({
  operationId: 'verifyMaterials',
  summary: 'Check the materials of a case against the records of their sources',
  description:
    'The access is committed before anything leaves a source. The answer is a verdict per material; with ' +
    '`disclose: "fields"` also the values that the item declares and the sources consented to. A refusal by a ' +
    'rule is on record too: its problem carries the id of the access. A purpose, duty or role that the catalogue ' +
    'does not know is refused with nothing written.',
  tag: 'intakes',
  access: openAccess.roles,
  body: pointTo(VerificationRequest),
  response: { 200: pointTo(VerificationAnswer) },
  writes: true,
  problems: [
    ...openAccess.refusals,
    'IDENTIFIER_INVALID',
    'IDENTIFIER_KIND_WRONG',
    'CASE_NO_INVALID',
    'PSEUDONYM_LIMIT_REACHED',
    'PSEUDONYMS_UNAVAILABLE',
    'SOURCE_OPENING_MISMATCH',
    'ITEM_UNKNOWN',
    'SUBJECTS_INVALID',
    'NOT_AVAILABLE_YET',
  ],
});
const conclude = operation({
  operationId: 'concludeVerification',
  summary: 'Ask the sources that were UNAVAILABLE once more, while the access is open',
  description:
    'Subjects and scenario answers are those of the verification: nobody has kept them. Sources that have answered ' +
    'are not asked again; the answer is that of the whole verification as it stands now. With `fields` only the officer ' +
    'who opened the access may ask.',
  tag: 'intakes',
  access: openAccess.roles,
  params: VerificationParams,
  body: pointTo(ConclusionRequest),
  response: { 200: pointTo(VerificationAnswer) },
  writes: true,
  problems: [
    'NOT_FOUND',
    'ACCESS_EXPIRED',
    'ANSWERS_NOT_COMMITTED',
    'SUBJECTS_INVALID',
    'IDENTIFIER_INVALID',
    'IDENTIFIER_KIND_WRONG',
    'PSEUDONYM_LIMIT_REACHED',
    'PSEUDONYMS_UNAVAILABLE',
    'SOURCE_OPENING_MISMATCH',
    'NOT_AVAILABLE_YET',
    ...openAccess.refusals,
  ],
});
const list = operation({
  operationId: 'listVerifications',
  summary: 'Committed accesses, without values, newest first',
  tag: 'intakes',
  access: READERS,
  querystring: VerificationQuery,
  response: { 200: pointTo(VerificationList) },
  problems: [
    'PERIOD_INVALID',
    'CASE_NO_INVALID',
    'CASE_DEPARTMENT_REQUIRED',
    'DEPARTMENT_KEY_MISSING',
    'NOT_AVAILABLE_YET',
  ],
});
const read = operation({
  operationId: 'getVerification',
  summary: 'A committed access, without values',
  tag: 'intakes',
  access: READERS,
  params: VerificationParams,
  response: { 200: pointTo(VerificationView) },
  problems: ['NOT_FOUND'],
});
