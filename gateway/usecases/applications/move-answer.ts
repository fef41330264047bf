// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { ApplicationId } from '../../../chaincode/domain/application/application.js';
import { MoveResult } from '../../../chaincode/transactions/application-moves.js';
import { RecordId } from '../../../chaincode/domain/register/register-entry.js';
import { LedgerReference } from '../ledger-reference.js';
import type { ApplicationView } from './application-view.js';
import { ItemDeposit } from './application-answer.js';

/** What became of the tasks that a move was about. */
export const MoveAnswer = Type.Object(
  {
    applicationId: ApplicationId,
    tasks: MoveResult.properties.tasks,
    /** The record that the result is, with ISSUE and ISSUE_INSTANTLY. */
    recordId: Type.Optional(RecordId),
    /** What the move left with the items' departments. */
    deposits: Type.Optional(Type.Array(ItemDeposit)),
    /** As it stands after the move; absent while the read model does not show it. */
    application: Type.Optional(Type.Unsafe<ApplicationView>({ $ref: 'ApplicationView#' })),
    ledger: LedgerReference,
  },
  { $id: 'MoveAnswer', additionalProperties: false },
);
export type MoveAnswer = Static<typeof MoveAnswer>;
