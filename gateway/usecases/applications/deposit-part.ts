// SPDX-License-Identifier: Apache-2.0
import type { FormPart, DeliveryPart } from '../../../chaincode/domain/application/deposit.js';
import { departmentOf } from '../../../chaincode/domain/names.js';
import type { DepositPlace } from '../../../chaincode/transactions/deposit-parts.js';
import type { Static } from 'typebox';
import type { UseCaseLog } from '../services.js';
import type { Session } from '../session.js';
import type { DepositState, ItemDeposit } from './application-answer.js';
import type { ApplicationGatherers } from './application-gatherers.js';

interface Depositing {
  readonly gatherers: Pick<ApplicationGatherers, 'deposit'>;
  readonly log: UseCaseLog;
}

export interface PartToDeposit {
  readonly place: Static<typeof DepositPlace>;
  readonly part: FormPart | DeliveryPart;
}

export interface Deposited {
  readonly deposit: ItemDeposit;
  /** In which it was written; 0 where nothing was. */
  readonly blockNumber: number;
}

/** An item whose department has its part already, or for which there is none at hand. */
export function leftAlone(itemCode: string, state: DepositState): Deposited {
  return { deposit: { itemCode, department: departmentOf(itemCode), deposit: state }, blockNumber: 0 };
}

/**
 * Leaves a private part with its item's department. One that does not answer, or whose outcome is unknown, leaves it
 * PENDING: depositing the same again changes nothing.
 */
export async function depositPart(
  { gatherers, log }: Depositing,
  session: Session,
  { place, part }: PartToDeposit,
): Promise<Deposited> {
  const { applicationId, itemCode } = place;
  const department = departmentOf(itemCode);
  try {
    const { result, ledger } = await gatherers.deposit({ session, department, place, part });
    const blockNumber = ledger?.blockNumber ?? 0;
    if (result.status === 'DEPOSITED') return { ...leftAlone(itemCode, 'DEPOSITED'), blockNumber };
    log.warn({ department, applicationId, code: result.code }, 'a department refused a deposit');
    const code = result.code === undefined ? {} : { code: result.code };
    return { deposit: { itemCode, department, deposit: 'PENDING', ...code }, blockNumber };
  } catch (error) {
    log.warn({ department, applicationId, error: nameOf(error) }, 'a department took no deposit');
    return leftAlone(itemCode, 'PENDING');
  }
}

/** Texts of errors may come from anywhere; their names may be logged. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
