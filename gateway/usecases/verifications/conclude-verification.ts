// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { verificationById } from '../../readmodel/queries/verifications.js';
import { GatewayProblem } from '../gateway-problem.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import type { AccessGatherers } from './access-gatherers.js';
import { recallVerification } from './recall-verification.js';
import type { VerificationAnswer } from './verification-answer.js';
import { VerificationRequest } from './verification-request.js';

const { scenario, subjects } = VerificationRequest.properties;

/** The subjects and answers of the case once more: the gateway has kept neither. */
export const ConclusionRequest = Type.Object(
  { scenario, subjects },
  { $id: 'ConclusionRequest', additionalProperties: false },
);
export type ConclusionRequest = Static<typeof ConclusionRequest>;

/**
 * Asks the sources that were UNAVAILABLE, while the access is open; those that have answered are not asked again.
 *
 * @throws {GatewayProblem} NOT_FOUND: another department's access too.
 * @throws {DomainError} ACCESS_EXPIRED, ANSWERS_NOT_COMMITTED, SUBJECTS_INVALID
 * @throws {AccessRefused} the access was refused when it was opened.
 */
export async function concludeVerification(
  services: Services,
  gatherers: AccessGatherers,
  session: Session,
  verificationId: string,
  body: ConclusionRequest,
): Promise<VerificationAnswer> {
  const found = await verificationById(services.readModel.database, verificationId, session.department);
  if (found === undefined) throw new GatewayProblem('NOT_FOUND');
  const { outcome, expiresAt } = found.access;
  if (outcome === 'OPENED' && services.now().toISOString() > expiresAt) throw new DomainError('ACCESS_EXPIRED');
  return recallVerification(services, gatherers, session, verificationId, body);
}
