// SPDX-License-Identifier: Apache-2.0
import { openAccess } from '../../../chaincode/transactions/open-access.js';
import { VerificationAnswer } from '../../usecases/verifications/verification-answer.js';
import { VerificationRequest } from '../../usecases/verifications/verification-request.js';
import {
  VerificationList,
  VerificationParams,
  VerificationQuery,
  VerificationView,
} from '../../usecases/verifications/verification-view.js';
import type { UseCases } from '../../usecases/use-cases.js';
import type { GatewayApp } from '../gateway-app.js';
import { callerOf, type Access } from '../identity/authentication.js';
import { pointTo } from '../named.js';
import { operation } from '../operation.js';

/** Material-free verification. */
export function verificationRoutes(app: GatewayApp, { useCases }: { readonly useCases: UseCases }): void {
  app.post('/v1/verifications', verify, (request) => useCases.verify(callerOf(request), request.body));
  app.get('/v1/verifications', list, (request) => useCases.listVerifications(callerOf(request), request.query));
  app.get('/v1/verifications/:id', read, (request) => useCases.getVerification(callerOf(request), request.params.id));
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
    'SOURCE_OPENING_MISMATCH',
    'ITEM_UNKNOWN',
    'SUBJECTS_INVALID',
    'NOT_AVAILABLE_YET',
  ],
});
const list = operation({
  operationId: 'listVerifications',
  summary: 'Committed accesses, without values, newest first',
  tag: 'intakes',
  access: READERS,
  querystring: VerificationQuery,
  response: { 200: pointTo(VerificationList) },
  problems: ['PERIOD_INVALID', 'CASE_NO_INVALID', 'CASE_DEPARTMENT_REQUIRED'],
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
