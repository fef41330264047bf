// SPDX-License-Identifier: Apache-2.0
import type { Access, Conclusion } from '../../../chaincode/domain/access/access.js';
import { summariseVerdicts } from '../../../chaincode/domain/access/summarise-verdicts.js';
import { withholdUnrelated } from '../../../chaincode/domain/access/withhold-unrelated.js';
import type { ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import { GatewayProblem } from '../gateway-problem.js';
import type { LedgerReference } from '../ledger-reference.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import { materialAnswer, prefill } from './compose-answer.js';
import { OpeningMismatch, releaseValues, type ReleasedValue } from './release-values.js';
import type { VerificationAnswer } from './verification-answer.js';

type Committed = Pick<Access, 'accessId' | 'outcome' | 'expiresAt' | 'request'> & { readonly ledger: LedgerReference };

export interface ConcludedAccess {
  readonly item: ServiceItem;
  readonly access: Committed;
  readonly conclusions: readonly Conclusion[];
}

/**
 * The answer to a committed access from what its sources concluded, and for `fields` from the values that they
 * release now, as long as the access is open.
 *
 * @throws {GatewayProblem} SOURCE_OPENING_MISMATCH
 */
export async function answerAccess(
  services: Services,
  session: Session,
  { item, access, conclusions }: ConcludedAccess,
): Promise<VerificationAnswer> {
  const { accessId, expiresAt, ledger, request } = access;
  const isOver = services.now().toISOString() > expiresAt;
  const { released, failed } = isOver
    ? { released: [], failed: [] }
    : await valuesOf(services, session, { item, access, conclusions });
  const { outcome, materials, missing } = summariseVerdicts(item, access, conclusions);
  return {
    verificationId: accessId,
    outcome,
    expiresAt,
    materials: materials.map((material) => materialAnswer(material, released)),
    prefill: prefill(item, conclusions, released),
    missing: [...missing],
    ...(failed.length > 0 ? { valuesUnavailable: failed } : {}),
    ...(isOver && request.disclose === 'fields' ? { valuesNoLongerAvailable: true } : {}),
    ledger,
  };
}

/**
 * Values of every source that granted some which may leave. A source that does not hand them out leaves its fields
 * empty; who is in no relation with the applicant has none to begin with.
 */
async function valuesOf(
  { ledger, readModel, log }: Services,
  session: Session,
  { item, access, conclusions }: ConcludedAccess,
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
