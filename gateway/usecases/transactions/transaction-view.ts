// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';

export const TransactionParams = Type.Object(
  { id: Type.String({ pattern: '^[0-9a-f]{64}$' }) },
  { additionalProperties: false },
);
export type TransactionParams = Static<typeof TransactionParams>;

/** State of a submit. `UNKNOWN`: no block has shown it, or it is not yours to see. */
export const TransactionView = Type.Object(
  {
    transactionId: Type.String(),
    state: Type.Union([Type.Literal('COMMITTED'), Type.Literal('INVALID'), Type.Literal('UNKNOWN')]),
    blockNumber: Type.Optional(Type.Integer({ minimum: 0 })),
    validationCode: Type.Optional(Type.String()),
  },
  { $id: 'TransactionView', additionalProperties: false },
);
export type TransactionView = Static<typeof TransactionView>;
