// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { TicketId } from '../../../chaincode/domain/access/ticket.js';
import { ApplicationId, FiledItem } from '../../../chaincode/domain/application/application.js';
import { DepartmentCode, OwnedCode } from '../../../chaincode/domain/names.js';
import { REFUSALS, type RefusalCode } from '../../../chaincode/domain/refusals.js';
import type { ApplicationView } from './application-view.js';
import { LedgerReference } from '../ledger-reference.js';
import type { VerificationAnswer } from '../verifications/verification-answer.js';

const { repeatCollected, changedFields } = FiledItem.properties;

/** DEPOSITED: the item's department has what the applicant filled in. PENDING: it has not; `POST …/deposits` tries again. */
export const DepositState = Type.Union([Type.Literal('DEPOSITED'), Type.Literal('PENDING')]);
export type DepositState = Static<typeof DepositState>;

export const ItemDeposit = Type.Object(
  {
    itemCode: OwnedCode,
    department: DepartmentCode,
    deposit: DepositState,
    /** Why the department refused it. */
    code: Type.Optional(Type.Enum(Object.keys(REFUSALS) as RefusalCode[])),
  },
  { additionalProperties: false },
);
export type ItemDeposit = Static<typeof ItemDeposit>;

/** One item of an application that was just filed. */
export const FiledItemAnswer = Type.Object(
  {
    ...ItemDeposit.properties,
    /** The access by which its materials were verified. */
    verificationId: Type.Optional(TicketId),
    changedFields,
    repeatCollected,
  },
  { additionalProperties: false },
);
export type FiledItemAnswer = Static<typeof FiledItemAnswer>;

export const ApplicationAnswer = Type.Object(
  {
    applicationId: ApplicationId,
    items: Type.Array(FiledItemAnswer),
    /** What the records said, one answer for each item that asks for records. */
    verifications: Type.Array(Type.Unsafe<VerificationAnswer>({ $ref: 'VerificationAnswer#' })),
    /** As it stands now; absent while the read model does not show it. */
    application: Type.Optional(Type.Unsafe<ApplicationView>({ $ref: 'ApplicationView#' })),
    ledger: LedgerReference,
  },
  { $id: 'ApplicationAnswer', additionalProperties: false },
);
export type ApplicationAnswer = Static<typeof ApplicationAnswer>;
