// SPDX-License-Identifier: Apache-2.0
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import type { Access, Conclusion } from '../../../chaincode/domain/access/access.js';
import { summariseVerdicts } from '../../../chaincode/domain/access/summarise-verdicts.js';
import { withholdUnrelated } from '../../../chaincode/domain/access/withhold-unrelated.js';
import type { ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import { GatewayProblem } from '../gateway-problem.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import type { AccessGatherers, Opened, Opening } from './access-gatherers.js';
import { AccessRefused } from './access-refused.js';
import { askSources } from './ask-sources.js';
import { planCase } from './case-plan.js';
import { materialAnswer, prefill } from './compose-answer.js';
import { orderAccess } from './order-access.js';
import { OpeningMismatch, releaseValues, type ReleasedValue } from './release-values.js';
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
  const { accessId, ledger, expiresAt } = await open(services, gatherers, { session, request: order.request });
  const answer = await askSources({ gatherers, log: services.log }, session, order);
  const shown = await services.readModel.waitForBlock(BigInt(Math.max(ledger.blockNumber, answer.blockNumber)));
  if (!shown && body.disclose === 'fields') {
    throw new GatewayProblem('NOT_AVAILABLE_YET', undefined, { extensions: { verificationId: accessId, ledger } });
  }
  const access = { accessId, outcome: 'OPENED', request: order.request, ledger } as const;
  const { released, failed } = await valuesOf(services, session, plan.item, access, answer.conclusions);
  const { outcome, materials, missing } = summariseVerdicts(plan.item, access, answer.conclusions);
  return {
    verificationId: accessId,
    outcome,
    expiresAt,
    materials: materials.map((material) => materialAnswer(material, released)),
    prefill: prefill(plan.item, answer.conclusions, released),
    missing: [...missing],
    ...(failed.length > 0 ? { valuesUnavailable: failed } : {}),
    ledger,
  };
}

type OpenAccess = Required<Pick<Opened, 'accessId' | 'expiresAt' | 'ledger'>>;

async function open({ readModel }: Services, gatherers: AccessGatherers, opening: Opening): Promise<OpenAccess> {
  const { outcome, code, accessId, expiresAt, ledger } = await gatherers.open(opening);
  if (outcome === 'OPENED' && expiresAt !== undefined) return { accessId, expiresAt, ledger };
  if (code === undefined) throw new Error('the ledger refused an access and named no rule');
  if (outcome === 'REJECTED') throw new DomainError(code);
  await readModel.waitForBlock(BigInt(ledger.blockNumber));
  throw new AccessRefused(code, accessId, ledger);
}

type Committed = Pick<Access, 'accessId' | 'outcome' | 'request'> & Pick<OpenAccess, 'ledger'>;

/**
 * Values of every source that granted some which may leave. A source that does not hand them out leaves its fields
 * empty; who is in no relation with the applicant has none to begin with.
 */
async function valuesOf(
  { ledger, readModel, log }: Services,
  session: Session,
  item: ServiceItem,
  access: Committed,
  conclusions: readonly Conclusion[],
): Promise<{ released: ReleasedValue[]; failed: string[] }> {
  const failed: string[] = [];
  const granting = conclusions.filter(
    ({ granted }) => withholdUnrelated(item, access, granted, conclusions).length > 0,
  );
  const released = await Promise.all(
    granting.map(async (conclusion) => {
      try {
        const others = conclusions.filter((other) => other !== conclusion);
        return await releaseValues({ ledger, database: readModel.database }, session, conclusion, others);
      } catch (error) {
        if (error instanceof OpeningMismatch) throw mismatch(error, access);
        log.warn({ source: conclusion.department, accessId: access.accessId }, 'a source released no values');
        failed.push(conclusion.department);
        return [];
      }
    }),
  );
  return { released: released.flat(), failed };
}

function mismatch(
  { department, claims }: OpeningMismatch,
  { accessId, ledger }: Pick<Committed, 'accessId' | 'ledger'>,
): GatewayProblem {
  return new GatewayProblem('SOURCE_OPENING_MISMATCH', undefined, {
    extensions: { verificationId: accessId, ledger, department, claims },
  });
}
