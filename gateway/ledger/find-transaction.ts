// SPDX-License-Identifier: Apache-2.0
import type { Ledger, LedgerTransaction } from './ledger.js';

export type FoundTransaction = LedgerTransaction & { readonly blockNumber: bigint };

/** A valid transaction that carries something of a request, and the place of the request's element in it. */
export type CommittedPart = FoundTransaction & { readonly place: number };

/** The valid transaction of this id as its block holds it; `undefined` where no block holds a valid one. */
export async function findTransaction(
  ledger: Pick<Ledger, 'transaction' | 'blocks'>,
  transactionId: string,
): Promise<FoundTransaction | undefined> {
  const found = await ledger.transaction(transactionId);
  if (found.state !== 'COMMITTED') return undefined;
  const { blockNumber } = found;
  for await (const { transactions } of ledger.blocks({ from: blockNumber })) {
    const own = transactions.find((one) => one.transactionId === transactionId && one.validationCode === 'VALID');
    return own === undefined ? undefined : { ...own, blockNumber };
  }
  return undefined;
}
