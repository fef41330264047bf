// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { Conclusion, Opening } from '../domain/access/access.js';
import { TicketId } from '../domain/access/ticket.js';
import { DepartmentCode } from '../domain/names.js';
import { releaseGranted } from './release-granted.js';
import { ReleaseKey, Sealed } from './sealing.js';
import { defineTransaction } from './transaction.js';

export const ReleaseClaimsRequest = Type.Object(
  {
    /** The source; only its own peer can answer. */
    department: DepartmentCode,
    accessId: TicketId,
    /** What other sources concluded about this access, as they stated it: values about a role leave only if its relation holds. */
    relations: Type.Optional(Type.Array(Conclusion, { maxItems: 50 })),
  },
  { additionalProperties: false },
);
export type ReleaseClaimsRequest = Static<typeof ReleaseClaimsRequest>;

export const ReleaseClaimsResponse = Type.Object(
  {
    accessId: TicketId,
    /** AES-256-GCM under the caller's key over the canonical JSON of {@link ReleasedClaims}; see `Crypto.seal`. */
    sealed: Sealed,
  },
  { additionalProperties: false },
);
export type ReleaseClaimsResponse = Static<typeof ReleaseClaimsResponse>;

/** What stands under the seal. */
export const ReleasedClaims = Type.Object({ openings: Type.Array(Opening) }, { additionalProperties: false });
export type ReleasedClaims = Static<typeof ReleasedClaims>;

export const releaseClaims = defineTransaction({
  name: 'ReleaseClaims',
  kind: 'evaluate',
  summary: 'A source hands out the granted claims of a concluded access, sealed for the reader',
  roles: ['intake', 'officer'],
  calledBy: 'reader',
  request: ReleaseClaimsRequest,
  transient: { key: ReleaseKey },
  response: ReleaseClaimsResponse,
  refusals: [
    'REQUEST_MALFORMED',
    'TRANSIENT_MISSING',
    'ROLE_NOT_ENTITLED',
    'DEPARTMENT_NOT_ENTITLED',
    'TIME_WENT_BACK',
    'ACCESS_UNKNOWN',
    'TICKET_INVALID',
    'TICKET_FOREIGN',
    'TICKET_EXPIRED',
    'ACCESS_EXPIRED',
    'ACCESS_REFUSED',
    'ACCESS_NOT_CONCLUDED',
    'VALUES_NOT_GRANTED',
  ],
  endorsers: ({ department }) => ({ kind: 'alone', department }),
  execute: (context, request, { key }) => releaseGranted(context, request, key),
});
