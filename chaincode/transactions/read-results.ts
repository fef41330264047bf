// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { Opening } from '../domain/access/access.js';
import { ResultOf } from '../domain/register/register-entry.js';
import { DepartmentCode } from '../domain/names.js';
import { readIssued } from './read-issued.js';
import { ReleaseKey, Sealed } from './sealing.js';
import { defineTransaction } from './transaction.js';

export const ReadResultsRequest = Type.Object(
  {
    /** The deciding department: it reads what it issued itself. */
    department: DepartmentCode,
    tasks: Type.Array(ResultOf, { minItems: 1, maxItems: 100 }),
  },
  { additionalProperties: false },
);
export type ReadResultsRequest = Static<typeof ReadResultsRequest>;

export const ReadResultsResponse = Type.Object(
  {
    /** AES-256-GCM under the caller's key over the canonical JSON of {@link IssuedResults}; see `Crypto.seal`. */
    sealed: Sealed,
  },
  { additionalProperties: false },
);
export type ReadResultsResponse = Static<typeof ReadResultsResponse>;

/** What stands under the seal: the values of the results that are issued and still held, each with its salt. */
export const IssuedResults = Type.Object({ openings: Type.Array(Opening) }, { additionalProperties: false });
export type IssuedResults = Static<typeof IssuedResults>;

export const readResults = defineTransaction({
  name: 'ReadResults',
  kind: 'evaluate',
  summary: 'A department reads on its own peer what the results say that it issued, sealed',
  roles: ['intake', 'officer'],
  request: ReadResultsRequest,
  transient: { key: ReleaseKey },
  response: ReadResultsResponse,
  refusals: [
    'REQUEST_MALFORMED',
    'TRANSIENT_MISSING',
    'ROLE_NOT_ENTITLED',
    'DEPARTMENT_NOT_ENTITLED',
    'APPLICATION_UNKNOWN',
    'APPLICATION_CONTRADICTED',
    'TASK_UNKNOWN',
  ],
  endorsers: ({ department }) => ({ kind: 'alone', department }),
  execute: (context, request, { key }) => readIssued(context, request, key),
});
