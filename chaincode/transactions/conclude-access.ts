// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { LaterRows, Refusal } from '../domain/access/access.js';
import { SignedTicketPart, TicketId } from '../domain/access/ticket.js';
import { ScenarioAnswers } from '../domain/access/scenario.js';
import { DepartmentCode, Salt } from '../domain/names.js';
import { concludeAccesses } from './conclude-accesses.js';
import { Statements } from './statement.js';
import { defineTransaction } from './transaction.js';

export const ConcludeAccessRequest = Type.Object(
  {
    /** The source: it concludes about its own records, on its own peer, alone. */
    department: DepartmentCode,
    accessIds: Type.Array(TicketId, { minItems: 1, maxItems: 100, uniqueItems: true }),
  },
  { additionalProperties: false },
);
export type ConcludeAccessRequest = Static<typeof ConcludeAccessRequest>;

/** What only the source may see of an access: register pseudonyms there, and the answers behind `answersDigest`. */
export const ConcludeAccessPart = Type.Object(
  {
    accessId: TicketId,
    ticketPart: SignedTicketPart,
    salt: Salt,
    scenario: ScenarioAnswers,
    /** What the subjects' diaries got since the access was opened; a diary without later rows needs no entry. */
    later: Type.Optional(Type.Array(LaterRows, { maxItems: 6 })),
  },
  { additionalProperties: false },
);
export type ConcludeAccessPart = Static<typeof ConcludeAccessPart>;
const ConcludeAccessParts = Type.Array(ConcludeAccessPart, { minItems: 1, maxItems: 100 });

/** `code` comes with REFUSED. The verdicts of a CONCLUDED element stand in the statement of the same place. */
export const ConcludeAccessResult = Type.Object(
  {
    index: Type.Integer({ minimum: 0 }),
    accessId: TicketId,
    status: Type.Union([Type.Literal('CONCLUDED'), Type.Literal('REFUSED')]),
    code: Type.Optional(Refusal),
  },
  { additionalProperties: false },
);
export type ConcludeAccessResult = Static<typeof ConcludeAccessResult>;

export const ConcludeAccessResponse = Type.Object(
  {
    results: Type.Array(ConcludeAccessResult),
    /** One `Conclusion` per CONCLUDED element, in the order of the results. */
    statements: Statements,
  },
  { additionalProperties: false },
);
export type ConcludeAccessResponse = Static<typeof ConcludeAccessResponse>;

export const concludeAccess = defineTransaction({
  name: 'ConcludeAccess',
  kind: 'submit',
  summary: 'A source states its verdicts on committed accesses; no value leaves it',
  roles: ['intake', 'officer'],
  calledBy: 'reader',
  request: ConcludeAccessRequest,
  transient: { parts: ConcludeAccessParts },
  response: ConcludeAccessResponse,
  refusals: [
    'REQUEST_MALFORMED',
    'TRANSIENT_MISSING',
    'ROLE_NOT_ENTITLED',
    'DEPARTMENT_NOT_ENTITLED',
    'TIME_WENT_BACK',
    'ACCESS_UNKNOWN',
    'DIARY_NOT_SHOWN',
    'ACCESS_EXPIRED',
    'ACCESS_REFUSED',
    'ACCESS_CONCLUDED',
    'ANSWERS_NOT_COMMITTED',
    'TICKET_INVALID',
    'TICKET_FOREIGN',
    'TICKET_EXPIRED',
    'AUTHORISATIONS_NOT_AVAILABLE',
    'VERSION_UNKNOWN',
    'RECORD_TYPE_UNKNOWN',
    'PURPOSE_UNKNOWN',
    'PURPOSE_NOT_COVERED',
    'DUTY_UNKNOWN',
    'DUTY_NOT_COVERED',
    'MATERIAL_NOT_DECLARED',
    'FIELD_NOT_DECLARED',
    'SUBJECTS_INVALID',
    'CONSENT_MISSING',
    'CLAIM_NOT_SHARED',
    'PREDICATE_NOT_ALLOWED',
  ],
  endorsers: ({ department }) => ({ kind: 'alone', department }),
  execute: (context, request, { parts }) => concludeAccesses(context, request, parts),
});
