// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { ApplicationId } from '../../../chaincode/domain/application/application.js';
import { depositOf } from '../../../chaincode/domain/application/task-history.js';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import { ItemDeposit } from './application-answer.js';
import type { ApplicationGatherers } from './application-gatherers.js';
import { depositPart, leftAlone } from './deposit-part.js';
import type { DepositRequest } from './deposit-request.js';
import { knownApplication } from './known-application.js';
import { filedItem } from './make-task-move.js';
import { remadePart } from './remade-part.js';

export const DepositAnswer = Type.Object(
  { applicationId: ApplicationId, deposits: Type.Array(ItemDeposit) },
  { $id: 'DepositAnswer', additionalProperties: false },
);
export type DepositAnswer = Static<typeof DepositAnswer>;

/**
 * Leaves with the items' departments what could not be left with them before. What is there already is left alone.
 *
 * @throws {GatewayProblem} NOT_FOUND
 * @throws {DomainError} DEPARTMENT_NOT_ENTITLED: another department filed it; DEPOSIT_DIFFERS: not the words that were filed; FORM_INVALID
 */
export async function depositAgain(
  services: Services,
  gatherers: Pick<ApplicationGatherers, 'deposit'>,
  session: Session,
  applicationId: string,
  body: DepositRequest,
): Promise<DepositAnswer> {
  const { readModel, log } = services;
  const { filing, histories, deposited } = await knownApplication(readModel.database, session, applicationId);
  if (filing.filedBy !== session.department) throw new DomainError('DEPARTMENT_NOT_ENTITLED');
  const made = await Promise.all(
    [...histories].map(async ([itemCode, history]) => {
      if (deposited.includes(itemCode)) return { itemCode };
      const item = await filedItem(readModel.database, history.filed);
      const { part, digest } = await remadePart(services, session, { filing, filed: history.filed, item }, body);
      if (digest !== depositOf(history)) throw new DomainError('DEPOSIT_DIFFERS', undefined, '/form');
      return { itemCode, part };
    }),
  );
  const deposits = await Promise.all(
    made.map(async ({ itemCode, part }) => {
      if (part === undefined) return leftAlone(itemCode, 'DEPOSITED');
      const place = { applicationId, itemCode, kind: 'FORM' } as const;
      return depositPart({ gatherers, log }, session, { place, part });
    }),
  );
  await readModel.waitForBlock(BigInt(Math.max(...deposits.map(({ blockNumber }) => blockNumber))));
  return { applicationId, deposits: deposits.map(({ deposit }) => deposit) };
}
