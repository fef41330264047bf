// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { AccessRequest, PlanEntry, Refusal } from '../domain/access/access.js';
import { TicketId } from '../domain/access/ticket.js';
import { Instant } from '../domain/catalogue/texts.js';
import { DepartmentCode, OfficerHandle } from '../domain/names.js';
import { witnessesOf } from '../domain/witnesses.js';
import { openAccesses } from './open-accesses.js';
import { defineTransaction } from './transaction.js';

export const AccessOpening = Type.Object(
  { officer: OfficerHandle, request: AccessRequest },
  { additionalProperties: false },
);
export type AccessOpening = Static<typeof AccessOpening>;

export const OpenAccessRequest = Type.Object(
  {
    /** The reader: whoever opens an access acts for this department. */
    department: DepartmentCode,
    /** Several officers of the department share a transaction; each element names its own. */
    accesses: Type.Array(AccessOpening, { minItems: 1, maxItems: 100 }),
  },
  { additionalProperties: false },
);
export type OpenAccessRequest = Static<typeof OpenAccessRequest>;

/**
 * What became of one element. OPENED and REFUSED stand on the ledger and in the diaries; REJECTED wrote nothing: a
 * ticket that is not good, or a code that the catalogue does not know.
 * `code` comes with REFUSED and REJECTED, `expiresAt` and `plan` with OPENED.
 */
export const OpenAccessResult = Type.Object(
  {
    index: Type.Integer({ minimum: 0 }),
    accessId: TicketId,
    outcome: Type.Union([Type.Literal('OPENED'), Type.Literal('REFUSED'), Type.Literal('REJECTED')]),
    code: Type.Optional(Refusal),
    expiresAt: Type.Optional(Instant),
    plan: Type.Optional(Type.Array(PlanEntry)),
  },
  { additionalProperties: false },
);
export type OpenAccessResult = Static<typeof OpenAccessResult>;

export const OpenAccessResponse = Type.Object(
  { results: Type.Array(OpenAccessResult) },
  { additionalProperties: false },
);
export type OpenAccessResponse = Static<typeof OpenAccessResponse>;

export const openAccess = defineTransaction({
  name: 'OpenAccess',
  kind: 'submit',
  summary: 'Put on the ledger who reads whose records, for what, before anything is read',
  roles: ['intake', 'officer'],
  request: OpenAccessRequest,
  response: OpenAccessResponse,
  refusals: [
    'REQUEST_MALFORMED',
    'ROLE_NOT_ENTITLED',
    'DEPARTMENT_NOT_ENTITLED',
    'TIME_WENT_BACK',
    'TICKET_INVALID',
    'TICKET_EXPIRED',
    'TICKET_FOREIGN',
    'ACCESS_REPLAYED',
    'AUTHORISATIONS_NOT_AVAILABLE',
    'ITEM_UNKNOWN',
    'VERSION_UNKNOWN',
    'PURPOSE_UNKNOWN',
    'PURPOSE_NOT_COVERED',
    'DUTY_UNKNOWN',
    'DUTY_NOT_COVERED',
    'MATERIAL_NOT_DECLARED',
    'FIELD_NOT_DECLARED',
    'SUBJECTS_INVALID',
  ],
  endorsers: ({ department, accesses }) => ({
    kind: 'witnessed',
    department,
    witnesses: witnessesOf(department, accesses[0]?.request.ticket.core.itemCode),
  }),
  execute: openAccesses,
});
