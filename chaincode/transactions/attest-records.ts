// SPDX-License-Identifier: Apache-2.0
import { Type } from 'typebox';
import { attestBatch } from './attest-batch.js';
import {
  ATTESTATION_REFUSALS,
  AttestationRequest,
  AttestationResult,
  AttestationTransient,
  RECORD_REFUSALS,
} from './attestation.js';
import { Statements } from './statement.js';
import { defineTransaction } from './transaction.js';

export const attestRecords = defineTransaction({
  name: 'AttestRecords',
  kind: 'submit',
  summary: 'State that the department holds these records; each element succeeds or is refused by itself',
  roles: ['attester'],
  request: AttestationRequest,
  transient: AttestationTransient,
  response: Type.Object(
    { results: Type.Array(AttestationResult), statements: Statements },
    { additionalProperties: false },
  ),
  refusals: [...ATTESTATION_REFUSALS, ...RECORD_REFUSALS],
  endorsers: ({ department }) => ({ kind: 'alone', department }),
  execute: attestBatch,
});
