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
import { defineTransaction } from './transaction.js';

export const compareRecords = defineTransaction({
  name: 'CompareRecords',
  kind: 'evaluate',
  summary: 'Say what AttestRecords would make of these records, without writing anything',
  roles: ['attester'],
  request: AttestationRequest,
  transient: AttestationTransient,
  response: Type.Object({ results: Type.Array(AttestationResult) }, { additionalProperties: false }),
  refusals: [...ATTESTATION_REFUSALS, ...RECORD_REFUSALS],
  endorsers: ({ department }) => ({ kind: 'alone', department }),
  async execute(context, request, transient) {
    const { results } = await attestBatch(context, request, transient);
    // An id that would be made now is not the one that a later transaction makes.
    return {
      results: results.map(({ recordId, ...rest }) =>
        rest.status === 'UNCHANGED' && recordId !== undefined ? { ...rest, recordId } : rest,
      ),
    };
  },
});
