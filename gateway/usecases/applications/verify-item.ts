// SPDX-License-Identifier: Apache-2.0
import type { Conclusion } from '../../../chaincode/domain/access/access.js';
import type { ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import { verificationById } from '../../readmodel/queries/verifications.js';
import { GatewayProblem } from '../gateway-problem.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import type { AccessGatherers } from '../verifications/access-gatherers.js';
import { planCase } from '../verifications/case-plan.js';
import { recallVerification } from '../verifications/recall-verification.js';
import { itemOf } from '../verifications/summary-of.js';
import type { VerificationAnswer } from '../verifications/verification-answer.js';
import { verify } from '../verifications/verify.js';
import type { PlannedItem } from './plan-application.js';

/** An item whose materials were held against the records. */
export interface VerifiedItem extends PlannedItem {
  /** Under the version that the access names, whatever was published since. */
  readonly item: ServiceItem;
  /** Codes of the materials that apply, in the item's order. */
  readonly applicable: readonly string[];
  /** Absent where no record is asked for. */
  readonly answer?: VerificationAnswer;
  readonly conclusions: readonly Conclusion[];
}

/**
 * Verifies what one item asks for, or takes up the verification `accessId` that was made for it before.
 *
 * @throws what verifying throws; {GatewayProblem} NOT_AVAILABLE_YET: the read model does not show the access yet.
 */
export async function verifyItem(
  services: Services,
  gatherers: AccessGatherers,
  session: Session,
  { item, request }: PlannedItem,
  accessId?: string,
): Promise<VerifiedItem> {
  const { database } = services.readModel;
  const plan = await planCase(database, request);
  if (plan.sources.length === 0) return { item, request, applicable: plan.materials, conclusions: [] };
  const answer =
    accessId === undefined
      ? await verify(services, gatherers, session, request)
      : await recallVerification(services, gatherers, session, accessId, request);
  const { verificationId, ledger } = answer;
  const detail = await verificationById(database, verificationId);
  const judged = detail === undefined ? undefined : await itemOf(database, detail.access);
  if (detail === undefined || judged === undefined)
    throw new GatewayProblem('NOT_AVAILABLE_YET', undefined, { extensions: { verificationId, ledger } });
  const conclusions = detail.conclusions.map(({ conclusion }) => conclusion);
  return { item: judged, request, applicable: detail.access.request.materials, answer, conclusions };
}
