// SPDX-License-Identifier: Apache-2.0
import { mspIdOf } from '../../../chaincode/domain/names.js';
import { transactionById } from '../../readmodel/queries/transactions.js';
import { isBody } from '../is-body.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import type { TransactionView } from './transaction-view.js';

/** State of a submit, for the department that signed it and the operator. To others it is UNKNOWN, as one that is not there. */
export async function getTransaction(
  { readModel: { database } }: Services,
  session: Session,
  transactionId: string,
): Promise<TransactionView> {
  const found = await transactionById(database, transactionId);
  const mayAsk = found?.callerMspId === mspIdOf(session.department) || (await isBody(database, session, 'OPERATOR'));
  if (found === undefined || !mayAsk) return { transactionId, state: 'UNKNOWN' };
  const { validationCode, blockNumber } = found;
  const state = validationCode === 'VALID' ? 'COMMITTED' : 'INVALID';
  return { transactionId, state, blockNumber: Number(blockNumber), validationCode };
}
