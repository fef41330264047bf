// SPDX-License-Identifier: Apache-2.0
import type { ReadModelDatabase } from '../tables.js';

export interface TransactionView {
  readonly transactionId: string;
  readonly blockNumber: bigint;
  /** Name of Fabric's TxValidationCode. */
  readonly validationCode: string;
  /** `mspIdOf` of the department that signed it. */
  readonly callerMspId: string;
  /** Ledger time. */
  readonly at: string;
  readonly name?: string;
}

/** A transaction that was ordered, whatever became of it; a later one under the same id (DUPLICATE_TXID) is another's. */
export async function transactionById(
  database: ReadModelDatabase,
  transactionId: string,
): Promise<TransactionView | undefined> {
  const row = await database
    .selectFrom('transactions')
    .selectAll()
    .where('transactionId', '=', transactionId)
    .orderBy('block')
    .orderBy('position')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { validationCode, callerMspId, at, name } = row;
  return {
    transactionId,
    blockNumber: BigInt(row.block),
    validationCode,
    callerMspId,
    at,
    ...(name === null ? {} : { name }),
  };
}
