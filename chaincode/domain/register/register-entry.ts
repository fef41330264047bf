// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { TicketId } from '../access/ticket.js';
import { Digest, MemberName, OwnedCode, Salt, Version } from '../names.js';
import { Day, Instant } from '../catalogue/texts.js';

export const STATUSES = [
  'VALID',
  'SUSPENDED',
  'ANNULLED',
  'REVOKED',
  'CANCELLED',
  'LAPSED',
  'TRANSFERRED_OUT',
  'SUPERSEDED',
] as const;
export const Status = Type.Enum(STATUSES);
export type Status = (typeof STATUSES)[number];

/** 25 characters made from transaction id and index, and an ISO 7064 MOD 37,36 check character. */
export const RecordId = Type.String({ pattern: '^[0-9A-Z]{26}$' });

/** Why a status changed: a closed code, never a sentence. */
const REASONS = [
  'DECISION',
  'COURT_ORDER',
  'HOLDER_REQUEST',
  'DEATH_OR_DISSOLUTION',
  'CONDITIONS_NO_LONGER_MET',
  'FRAUD',
  'ISSUED_IN_ERROR',
  'MOVED_AWAY',
  'CORRECTION',
  'REPLACED_BY_SOURCE',
  'IMPORT_REVERTED',
] as const;
export const Reason = Type.Enum(REASONS);

/** The last change of a record's status. */
export const StatusChange = Type.Object(
  {
    status: Status,
    reason: Reason,
    /** HMAC of the legal act behind the change under the department's own key; its words are deposited, not public. */
    legalAct: Type.Optional(Digest),
    /** Day from which the change counts. */
    day: Day,
    at: Instant,
    successor: Type.Optional(RecordId),
  },
  { additionalProperties: false },
);
export type StatusChange = Static<typeof StatusChange>;

/** A task of an application, as the record that is its result names it. */
export const ResultOf = Type.Object({ applicationId: TicketId, itemCode: OwnedCode }, { additionalProperties: false });
export type ResultOf = Static<typeof ResultOf>;

/** One record: what the department says it holds, without a value. */
export const RegisterRecord = Type.Object(
  {
    recordId: RecordId,
    /** Version of the record type whose claims these are. */
    version: Version,
    status: Status,
    from: Day,
    until: Type.Union([Day, Type.Null()]),
    /** Ledger time of the attestation. */
    attestedAt: Instant,
    /** One salted commitment per claim (RFC 9901 disclosure digest). */
    commitments: Type.Record(MemberName, Digest, { additionalProperties: false }),
    /** HMAC of source system and record number under the department's own key. */
    source: Digest,
    /** HMAC of the record's content under the same key: equal means unchanged. */
    content: Digest,
    predecessor: Type.Optional(RecordId),
    /** The task whose result this is: as if it were not there until that task, issued, names it. */
    application: Type.Optional(ResultOf),
    change: Type.Optional(StatusChange),
  },
  { additionalProperties: false },
);
export type RegisterRecord = Static<typeof RegisterRecord>;

/** A department holds, about one subject, these records of one type. The subject stands in the key alone. */
export const RegisterEntry = Type.Object(
  {
    v: Type.Literal(1),
    recordType: OwnedCode,
    /** Ledger time of the last change; an earlier one is refused. */
    at: Instant,
    records: Type.Array(RegisterRecord, { minItems: 1, maxItems: 16 }),
  },
  { additionalProperties: false },
);
export type RegisterEntry = Static<typeof RegisterEntry>;

export const ClaimValue = Type.Union([
  Type.String(),
  Type.Integer(),
  Type.Boolean(),
  Type.Array(Type.String(), { maxItems: 50 }),
]);
export type ClaimValue = Static<typeof ClaimValue>;

/** What only the department's own peer holds: under `v/<record id>` in P(D), from `transient`. */
export const RecordValues = Type.Object(
  {
    v: Type.Literal(1),
    recordType: OwnedCode,
    register: Digest,
    claims: Type.Record(MemberName, ClaimValue, { additionalProperties: false }),
    salts: Type.Record(MemberName, Salt, { additionalProperties: false }),
  },
  { additionalProperties: false },
);
export type RecordValues = Static<typeof RecordValues>;
