// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { Day } from '../../../chaincode/domain/catalogue/texts.js';
import { Reason, RecordId, Status } from '../../../chaincode/domain/register/register-entry.js';
import { LedgerReference } from '../ledger-reference.js';

export const RecordStatusChange = Type.Object(
  {
    status: Status,
    reason: Reason,
    /** The act behind the change, as its reference number or text. Only its HMAC under the department's key goes on the ledger. */
    legalAct: Type.Optional(Type.String({ minLength: 1, maxLength: 4000 })),
    /** Day from which the change counts. */
    day: Day,
    successor: Type.Optional(RecordId),
  },
  { $id: 'RecordStatusChange', additionalProperties: false },
);
export type RecordStatusChange = Static<typeof RecordStatusChange>;

export const RecordStatusAnswer = Type.Object(
  { recordId: RecordId, status: Status, ledger: LedgerReference },
  { $id: 'RecordStatusAnswer', additionalProperties: false },
);
export type RecordStatusAnswer = Static<typeof RecordStatusAnswer>;
