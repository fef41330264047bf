// SPDX-License-Identifier: Apache-2.0
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { GatewayProblem } from '../gateway-problem.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import type { AccessGatherers, Opened, Opening } from './access-gatherers.js';
import { AccessRefused } from './access-refused.js';
import { answerAccess } from './answer-access.js';
import { askSources } from './ask-sources.js';
import { planCase } from './case-plan.js';
import { orderAccess } from './order-access.js';
import type { VerificationAnswer } from './verification-answer.js';
import type { VerificationRequest } from './verification-request.js';

/**
 * Verifies the materials of a case without asking anyone for a document.
 *
 * First the access is committed; then each source is asked for its verdicts; only for `fields`, and only after
 * that, for values, which are held against the commitments on the ledger. Answers once the read model shows it.
 *
 * @throws {AccessRefused} refused by a rule and on record.
 * @throws {DomainError} refused with nothing written: see {@link planCase}, and tickets and codes that the ledger rejects.
 * @throws {GatewayProblem} SOURCE_OPENING_MISMATCH, NOT_AVAILABLE_YET (both with `verificationId` and `ledger`).
 */
export async function verify(
  services: Services,
  gatherers: AccessGatherers,
  session: Session,
  body: VerificationRequest,
): Promise<VerificationAnswer> {
  const plan = await planCase(services.readModel.database, body);
  const order = await orderAccess(services, session, plan, body);
  const opened = await open(services, gatherers, { session, request: order.request });
  const { accessId, ledger, expiresAt } = opened;
  const openedIn = opened.followed ? ledger.blockNumber : undefined;
  const answer = await askSources({ gatherers, log: services.log }, session, { ...order, openedIn });
  const shown = await services.readModel.waitForBlock(BigInt(Math.max(ledger.blockNumber, answer.blockNumber)));
  if (!shown && body.disclose === 'fields') {
    throw new GatewayProblem('NOT_AVAILABLE_YET', undefined, { extensions: { verificationId: accessId, ledger } });
  }
  const access = { accessId, outcome: 'OPENED', expiresAt, request: order.request, ledger } as const;
  return answerAccess(services, session, { item: plan.item, access, conclusions: answer.conclusions });
}

type OpenAccess = Required<Pick<Opened, 'accessId' | 'expiresAt' | 'ledger' | 'followed'>>;

async function open({ readModel }: Services, gatherers: AccessGatherers, opening: Opening): Promise<OpenAccess> {
  const { outcome, code, accessId, expiresAt, ledger, followed } = await gatherers.open(opening);
  if (outcome === 'OPENED' && expiresAt !== undefined) return { accessId, expiresAt, ledger, followed };
  if (code === undefined) throw new Error('the ledger refused an access and named no rule');
  if (outcome === 'REJECTED') throw new DomainError(code);
  await readModel.waitForBlock(BigInt(ledger.blockNumber));
  throw new AccessRefused(code, accessId, ledger);
}
