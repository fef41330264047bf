// SPDX-License-Identifier: Apache-2.0
import type { Ledger } from '../ledger/ledger.js';
import type { PreparationRow } from './idempotency-store.js';

const STATES = { COMMITTED: 'VALID', INVALID: 'INVALID', ABSENT: 'ABSENT', UNKNOWN: 'UNKNOWN' } as const;

/** The same transactions in the states that the ledger gives them. */
export function resolvePreparations(
  ledger: Pick<Ledger, 'transaction'>,
  preparations: readonly PreparationRow[],
): Promise<PreparationRow[]> {
  return Promise.all(
    preparations.map(async (preparation) => {
      const { state } = await ledger.transaction(preparation.transactionId);
      return { ...preparation, state: STATES[state] };
    }),
  );
}
