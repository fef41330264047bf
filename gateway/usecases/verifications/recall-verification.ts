// SPDX-License-Identifier: Apache-2.0
import { verificationById, type VerificationDetail } from '../../readmodel/queries/verifications.js';
import { GatewayProblem } from '../gateway-problem.js';
import { ledgerReference } from '../ledger-reference.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import type { AccessGatherers } from './access-gatherers.js';
import { AccessRefused } from './access-refused.js';
import { answerAccess } from './answer-access.js';
import { askAgain, lackingSources, type CaseSubjects } from './ask-again.js';
import { itemOf } from './summary-of.js';
import type { VerificationAnswer } from './verification-answer.js';

/**
 * Answers a verification that stands on the ledger, from what its sources stated there. While the access is open, those
 * that stated nothing are asked again, and for `fields` values are released again.
 *
 * @throws {AccessRefused} as it was refused.
 * @throws {GatewayProblem} NOT_AVAILABLE_YET: the read model does not show the access yet.
 */
export async function recallVerification(
  services: Services,
  gatherers: AccessGatherers,
  session: Session,
  verificationId: string,
  body: CaseSubjects,
): Promise<VerificationAnswer> {
  const { database } = services.readModel;
  const found = await verificationById(database, verificationId);
  if (found?.access.reader !== session.department)
    throw new GatewayProblem('NOT_AVAILABLE_YET', undefined, { extensions: { verificationId } });
  const { access } = found;
  const ledger = ledgerReference(found);
  if (access.refusal !== undefined) throw new AccessRefused(access.refusal, verificationId, ledger);
  const isOpen = services.now().toISOString() <= access.expiresAt;
  if (isOpen && lackingSources(found).length > 0) await askAgain(services, gatherers, session, found, body);
  return answerOf(services, session, (await verificationById(database, verificationId)) ?? found);
}

async function answerOf(services: Services, session: Session, detail: VerificationDetail): Promise<VerificationAnswer> {
  const { access } = detail;
  const item = await itemOf(services.readModel.database, access);
  if (item === undefined) throw new Error('an access was opened under an item version that nobody published');
  return answerAccess(services, session, {
    item,
    access: { ...access, ledger: ledgerReference(detail) },
    conclusions: detail.conclusions.map(({ conclusion }) => conclusion),
  });
}
