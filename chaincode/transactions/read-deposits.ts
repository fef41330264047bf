// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { DeliveryPart, FormPart } from '../domain/application/deposit.js';
import { DepartmentCode } from '../domain/names.js';
import { DepositPlace } from './deposit-parts.js';
import { readDeposited } from './read-deposited.js';
import { ReleaseKey, Sealed } from './sealing.js';
import { defineTransaction } from './transaction.js';

export const ReadDepositsRequest = Type.Object(
  {
    /** The items' department: it reads what was deposited with it. */
    department: DepartmentCode,
    deposits: Type.Array(DepositPlace, { minItems: 1, maxItems: 100 }),
  },
  { additionalProperties: false },
);
export type ReadDepositsRequest = Static<typeof ReadDepositsRequest>;

export const ReadDepositsResponse = Type.Object(
  {
    /** AES-256-GCM under the caller's key over the canonical JSON of {@link ReadParts}; see `Crypto.seal`. */
    sealed: Sealed,
  },
  { additionalProperties: false },
);
export type ReadDepositsResponse = Static<typeof ReadDepositsResponse>;

/** What stands under the seal: the parts that are there, in the order of the request. */
export const ReadParts = Type.Object(
  {
    parts: Type.Array(
      Type.Object(
        { ...DepositPlace.properties, part: Type.Union([FormPart, DeliveryPart]) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type ReadParts = Static<typeof ReadParts>;

export const readDeposits = defineTransaction({
  name: 'ReadDeposits',
  kind: 'evaluate',
  summary: 'A department reads on its own peer what applicants filled in for its items, sealed',
  roles: ['intake', 'officer'],
  request: ReadDepositsRequest,
  transient: { key: ReleaseKey },
  response: ReadDepositsResponse,
  refusals: ['REQUEST_MALFORMED', 'TRANSIENT_MISSING', 'ROLE_NOT_ENTITLED', 'DEPARTMENT_NOT_ENTITLED'],
  endorsers: ({ department }) => ({ kind: 'alone', department }),
  execute: (context, request, { key }) => readDeposited(context, request, key),
});
