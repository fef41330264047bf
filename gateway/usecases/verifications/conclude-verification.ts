// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import type { Access } from '../../../chaincode/domain/access/access.js';
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
 * Values go to the officer in whose name the access stands in the diary, so that nobody reads them under a colleague's.
 *
 * @throws {GatewayProblem} NOT_FOUND: another department's access too, and with `fields` another officer's.
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
  if (found === undefined || !isFor(session, found.access)) throw new GatewayProblem('NOT_FOUND');
  const { outcome, expiresAt } = found.access;
  if (outcome === 'OPENED' && services.now().toISOString() > expiresAt) throw new DomainError('ACCESS_EXPIRED');
  return recallVerification(services, gatherers, session, verificationId, body);
}

function isFor(session: Session, { officer, request }: Access): boolean {
  return request.disclose === 'verdicts' || officer === session.officer;
}
