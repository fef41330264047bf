// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { DepartmentCode, Digest, MemberName, OwnedCode } from '../names.js';
import { Instant, SubjectKind } from '../catalogue/texts.js';

/** 130 bits in base32, lower case; also the id of the access that the ticket opens. */
export const TicketId = Type.String({ pattern: '^[a-z2-7]{26}$' });
/** ES256, IEEE P1363, base64url. */
const Signature = Type.String({ pattern: '^[A-Za-z0-9_-]{86}$' });

/**
 * The public part of a subject ticket: whose diaries grow, for which reader, item and case. Signed by the
 * pseudonym service over `ticketCoreText`.
 */
export const TicketCore = Type.Object(
  {
    v: Type.Literal(1),
    ticketId: TicketId,
    /** Department of the pseudonym service; its keys stand in the department register. */
    service: DepartmentCode,
    reader: DepartmentCode,
    itemCode: OwnedCode,
    /** HMAC of the case number under the reader's own key. */
    caseRef: Digest,
    subjects: Type.Array(
      Type.Object({ role: MemberName, kind: SubjectKind, diary: Digest }, { additionalProperties: false }),
      { minItems: 1, maxItems: 6 },
    ),
    expiresAt: Instant,
  },
  { additionalProperties: false },
);
export type TicketCore = Static<typeof TicketCore>;

/** The part that one source sees: the subjects' register pseudonyms *there*. Travels in `transient` only. */
export const TicketPart = Type.Object(
  {
    v: Type.Literal(1),
    ticketId: TicketId,
    department: DepartmentCode,
    subjects: Type.Array(Type.Object({ role: MemberName, register: Digest }, { additionalProperties: false }), {
      minItems: 1,
      maxItems: 6,
    }),
    expiresAt: Instant,
  },
  { additionalProperties: false },
);
export type TicketPart = Static<typeof TicketPart>;

export const SignedTicketCore = Type.Object(
  { core: TicketCore, signature: Signature },
  { additionalProperties: false },
);
export type SignedTicketCore = Static<typeof SignedTicketCore>;
export const SignedTicketPart = Type.Object(
  { part: TicketPart, signature: Signature },
  { additionalProperties: false },
);
export type SignedTicketPart = Static<typeof SignedTicketPart>;
