// SPDX-License-Identifier: Apache-2.0
import { Type, type Static, type TSchema } from 'typebox';
import { SignedTicketCore, SignedTicketPart } from '../../../chaincode/domain/access/ticket.js';
import { SubjectKind } from '../../../chaincode/domain/catalogue/texts.js';
import { DepartmentCode, Digest, MemberName, OwnedCode } from '../../../chaincode/domain/names.js';
import { ROLES } from '../../../chaincode/domain/roles.js';

const closed = { additionalProperties: false } as const;

/** As whom the department's gateway asks. The department itself stands in no body: the client's certificate names it. */
const asker = {
  role: Type.Enum(ROLES),
  purpose: Type.Union([Type.Literal('ATTEST'), Type.Literal('VERIFY'), Type.Literal('INQUIRE')]),
};
const identity = { kind: SubjectKind, identifier: Type.String({ minLength: 1, maxLength: 40 }) };
const Subject = Type.Object(identity, closed);
const CaseSubjects = Type.Array(Type.Object({ ...identity, role: MemberName }, closed), { minItems: 1, maxItems: 6 });
const Sources = Type.Array(DepartmentCode, { maxItems: 200, uniqueItems: true });
const Parts = Type.Array(SignedTicketPart, { maxItems: 200 });

/** More than any submission of records names: 500 records with their own subjects and those of their claims. */
const MOST_SUBJECTS = 10_000;

/** What can be asked, one row per method of the service: bodies closed, so that nothing else can travel. */
export const CALLS = {
  'ticket-key': {
    request: Type.Object({}, closed),
    response: Type.Object({ ticketKey: Type.String({ pattern: '^[A-Za-z0-9+/=]{1,400}$' }) }, closed),
    isRepeatable: true,
  },
  'register-pseudonyms': {
    request: Type.Object({ ...asker, subjects: Type.Array(Subject, { minItems: 1, maxItems: MOST_SUBJECTS }) }, closed),
    response: Type.Object({ pseudonyms: Type.Array(Digest) }, closed),
    isRepeatable: true,
  },
  'diary-pseudonym': {
    request: Type.Object({ ...asker, subject: Subject }, closed),
    response: Type.Object({ pseudonym: Digest }, closed),
    isRepeatable: true,
  },
  tickets: {
    request: Type.Object(
      {
        ...asker,
        itemCode: OwnedCode,
        caseRef: Digest,
        subjects: CaseSubjects,
        sources: Sources,
        minutes: Type.Integer({ minimum: 1, maximum: 525_600 }),
      },
      closed,
    ),
    response: Type.Object({ core: SignedTicketCore, parts: Parts }, closed),
    isRepeatable: false,
  },
  'ticket-parts': {
    request: Type.Object({ ...asker, ticket: SignedTicketCore, subjects: CaseSubjects, sources: Sources }, closed),
    response: Type.Object({ parts: Type.Union([Parts, Type.Null()]) }, closed),
    isRepeatable: true,
  },
  'ticket-subjects': {
    request: Type.Object({ ...asker, ticket: SignedTicketCore, subjects: CaseSubjects }, closed),
    response: Type.Object({ isAbout: Type.Boolean() }, closed),
    isRepeatable: true,
  },
} as const satisfies Record<string, { request: TSchema; response: TSchema; isRepeatable: boolean }>;

export type CallName = keyof typeof CALLS;
export type CallRequest<N extends CallName> = Static<(typeof CALLS)[N]['request']>;
export type CallResponse<N extends CallName> = Static<(typeof CALLS)[N]['response']>;

/** Where a call is asked for; no address ever says more than this. */
export function pathOf(name: CallName): string {
  return `/v1/${name}`;
}

/** Bytes of the longest body, either way. */
export const LONGEST_BODY = 2 * 2 ** 20;

const CODES = [
  'IDENTIFIER_INVALID',
  'IDENTIFIER_KIND_WRONG',
  'PSEUDONYM_LIMIT_REACHED',
  'CALLER_UNKNOWN',
  'NOT_ENTITLED',
  'REQUEST_MALFORMED',
  'NOT_FOUND',
  'INTERNAL',
] as const;

/** Why the service did not do what it was asked. `index`: which of the subjects. */
export const RefusalBody = Type.Object(
  {
    code: Type.Enum(CODES),
    index: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  closed,
);
export type RefusalBody = Static<typeof RefusalBody>;
