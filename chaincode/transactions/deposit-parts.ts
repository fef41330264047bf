// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { Refusal } from '../domain/access/access.js';
import { ApplicationId } from '../domain/application/application.js';
import { DeliveryPart, DepositKind, FormPart } from '../domain/application/deposit.js';
import { DepartmentCode, OwnedCode } from '../domain/names.js';
import { depositEach } from './deposit-each.js';
import { defineTransaction } from './transaction.js';

/** Which private part of which task. */
export const DepositPlace = Type.Object(
  { applicationId: ApplicationId, itemCode: OwnedCode, kind: DepositKind },
  { additionalProperties: false },
);
export type DepositPlace = Static<typeof DepositPlace>;

export const DepositPartsRequest = Type.Object(
  {
    /** The items' department: it keeps the parts, on its own peer, alone. */
    department: DepartmentCode,
    deposits: Type.Array(DepositPlace, { minItems: 1, maxItems: 100 }),
  },
  { additionalProperties: false },
);
export type DepositPartsRequest = Static<typeof DepositPartsRequest>;

/** One for each deposit, in their order. */
const DepositedParts = Type.Array(Type.Union([FormPart, DeliveryPart]), { minItems: 1, maxItems: 100 });

/** `code` comes with REFUSED. */
export const DepositPartsResult = Type.Object(
  {
    index: Type.Integer({ minimum: 0 }),
    ...DepositPlace.properties,
    status: Type.Union([Type.Literal('DEPOSITED'), Type.Literal('REFUSED')]),
    code: Type.Optional(Refusal),
  },
  { additionalProperties: false },
);
export type DepositPartsResult = Static<typeof DepositPartsResult>;

export const DepositPartsResponse = Type.Object(
  { results: Type.Array(DepositPartsResult) },
  { additionalProperties: false },
);
export type DepositPartsResponse = Static<typeof DepositPartsResponse>;

export const depositParts = defineTransaction({
  name: 'DepositParts',
  kind: 'submit',
  summary: "Leave what the applicant filled in with the item's department; nobody else gets it",
  roles: ['intake', 'officer'],
  calledBy: 'filer',
  request: DepositPartsRequest,
  transient: { parts: DepositedParts },
  response: DepositPartsResponse,
  refusals: [
    'REQUEST_MALFORMED',
    'TRANSIENT_MISSING',
    'ROLE_NOT_ENTITLED',
    'DEPARTMENT_NOT_ENTITLED',
    'TIME_WENT_BACK',
    'APPLICATION_UNKNOWN',
    'APPLICATION_CONTRADICTED',
    'TASK_UNKNOWN',
    'DEPOSIT_DIFFERS',
    'FORM_INVALID',
    'ACCESS_UNKNOWN',
    'ANSWERS_NOT_COMMITTED',
    'MATERIALS_DIFFER',
    'PREDICATE_NOT_ALLOWED',
  ],
  endorsers: ({ department }) => ({ kind: 'alone', department }),
  execute: (context, request, { parts }) => depositEach(context, request, parts),
});
