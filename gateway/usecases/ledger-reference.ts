// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import type { Committed } from '../ledger/ledger.js';

/** Where on the ledger a thing stands. */
export const LedgerReference = Type.Object(
  { transactionId: Type.String(), blockNumber: Type.Integer({ minimum: 0 }) },
  { additionalProperties: false },
);
export type LedgerReference = Static<typeof LedgerReference>;

/** Block numbers stay far below 2^53, so JSON may carry them as numbers. */
export function ledgerReference({ transactionId, blockNumber }: Omit<Committed<unknown>, 'response'>): LedgerReference {
  return { transactionId, blockNumber: Number(blockNumber) };
}
