// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { ApplicationId } from '../domain/application/application.js';
import { DepartmentCode, OwnedCode, Version } from '../domain/names.js';
import {
  ATTESTATION_REFUSALS,
  AttestationRequest,
  AttestationResult,
  AttestationTransient,
  RECORD_REFUSALS,
} from './attestation.js';
import { depositResultsEach } from './deposit-results-each.js';
import { Statements } from './statement.js';
import { defineTransaction } from './transaction.js';

const { from, until, source, content } = AttestationRequest.properties.records.items.properties;

/** A result of a task, as a record of the item's result type; the private part is that of an attestation. */
export const ResultDeposit = Type.Object(
  {
    applicationId: ApplicationId,
    itemCode: OwnedCode,
    recordType: OwnedCode,
    version: Version,
    from,
    until,
    source,
    content,
  },
  { additionalProperties: false },
);
export type ResultDeposit = Static<typeof ResultDeposit>;

export const DepositResultsRequest = Type.Object(
  {
    /** The deciding department. */
    department: DepartmentCode,
    results: Type.Array(ResultDeposit, { minItems: 1, maxItems: 100 }),
  },
  { additionalProperties: false },
);
export type DepositResultsRequest = Static<typeof DepositResultsRequest>;

/** As of an attestation: CREATED, UNCHANGED (deposited already), SUPERSEDED (takes the place of one deposited before) or REFUSED. */
export const DepositResultsResponse = Type.Object(
  { results: Type.Array(AttestationResult), statements: Statements },
  { additionalProperties: false },
);
export type DepositResultsResponse = Static<typeof DepositResultsResponse>;

export const depositResults = defineTransaction({
  name: 'DepositResults',
  kind: 'submit',
  summary: 'Deposit results in the register; each is as if it were not there until its task names it',
  roles: ['intake', 'officer'],
  request: DepositResultsRequest,
  transient: AttestationTransient,
  response: DepositResultsResponse,
  refusals: [
    ...ATTESTATION_REFUSALS,
    ...RECORD_REFUSALS,
    'APPLICATION_UNKNOWN',
    'APPLICATION_CONTRADICTED',
    'TASK_UNKNOWN',
    'MOVE_NOT_ALLOWED',
    'RESULT_FOREIGN',
  ],
  endorsers: ({ department }) => ({ kind: 'alone', department }),
  execute: depositResultsEach,
});
