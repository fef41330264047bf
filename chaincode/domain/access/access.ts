// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { DepartmentCode, Digest, MemberName, OfficerHandle, OwnedCode, PlainCode, Version } from '../names.js';
import { Day, Instant } from '../catalogue/texts.js';
import { RecordId } from '../register/register-entry.js';
import { REFUSALS, type RefusalCode } from '../refusals.js';
import { SignedTicketCore, TicketId } from './ticket.js';

const codes = Object.keys(REFUSALS) as RefusalCode[];
export const Refusal = Type.Enum(codes);

/**
 * Why the access is lawful. HOLDER and DELEGATED point to an authorisation; there are none yet, so that a basis
 * without one is refused as AUTHORISATIONS_NOT_AVAILABLE too, and not as malformed.
 */
export const LegalBasis = Type.Union([
  Type.Object({ kind: Type.Literal('STATUTORY'), dutyCode: PlainCode }, { additionalProperties: false }),
  Type.Object(
    { kind: Type.Literal('HOLDER'), authorisationId: Type.Optional(Digest) },
    { additionalProperties: false },
  ),
  Type.Object(
    { kind: Type.Literal('DELEGATED'), authorisationId: Type.Optional(Digest) },
    { additionalProperties: false },
  ),
]);
export type LegalBasis = Static<typeof LegalBasis>;

export const Disclose = Type.Union([Type.Literal('verdicts'), Type.Literal('fields')]);
export type Disclose = Static<typeof Disclose>;

/** What is asked, without scenario answers: these stand behind `digest`. */
export const AccessRequest = Type.Object(
  {
    ticket: SignedTicketCore,
    itemVersion: Version,
    purposeCode: PlainCode,
    legalBasis: LegalBasis,
    disclose: Disclose,
    /** Materials of the item that apply to the case, in the item's order. */
    materials: Type.Array(PlainCode, { maxItems: 40, uniqueItems: true }),
    /** Form fields to be filled in; empty unless `fields`. */
    fields: Type.Array(MemberName, { maxItems: 60, uniqueItems: true }),
    /** `answersDigest(salt, scenario)`: SHA-256 of the canonical JSON of both. */
    answersDigest: Digest,
  },
  { additionalProperties: false },
);
export type AccessRequest = Static<typeof AccessRequest>;

/** What one source is asked for, worked out from item, materials and fields. */
export const PlanEntry = Type.Object(
  {
    department: DepartmentCode,
    recordType: OwnedCode,
    /** Claims that predicates read. */
    judged: Type.Array(MemberName, { uniqueItems: true }),
    /** Claims whose values are to be released. */
    released: Type.Array(MemberName, { uniqueItems: true }),
  },
  { additionalProperties: false },
);
export type PlanEntry = Static<typeof PlanEntry>;

/** An access: who asks, why, what for. Public, stamped by the reader; one row of each subject's diary. */
export const Access = Type.Object(
  {
    v: Type.Literal(1),
    accessId: TicketId,
    reader: DepartmentCode,
    officer: OfficerHandle,
    at: Instant,
    expiresAt: Instant,
    outcome: Type.Union([Type.Literal('OPENED'), Type.Literal('REFUSED')]),
    /** With REFUSED: which rule. */
    refusal: Type.Optional(Refusal),
    request: AccessRequest,
    /** Empty with REFUSED. */
    plan: Type.Array(PlanEntry),
    /** Per subject: the row's number in that diary and the head before it. */
    diary: Type.Array(
      Type.Object(
        { role: MemberName, diary: Digest, n: Type.Integer({ minimum: 1 }), previous: Digest },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type Access = Static<typeof Access>;

/** Head of a diary: `h(n) = SHA-256(h(n−1) ‖ SHA-256(row))`, texts joined by a newline; `h(0)` is 43 times `A`. */
export const DiaryHead = Type.Object(
  { v: Type.Literal(1), n: Type.Integer({ minimum: 1 }), h: Digest, at: Instant },
  { additionalProperties: false },
);
export type DiaryHead = Static<typeof DiaryHead>;

/** Rows that a diary got after an access, as digests: `SHA-256(canonical JSON of the row)` of each, in their order. */
export const LaterRows = Type.Object(
  { diary: Digest, rows: Type.Array(Digest, { maxItems: 1000 }) },
  { additionalProperties: false },
);
export type LaterRows = Static<typeof LaterRows>;

/** What keeps a record that is there from answering, from the furthest from holding to the nearest. */
export const HINDRANCES = [
  'ERASED',
  'ANNULLED',
  'REVOKED',
  'CANCELLED',
  'LAPSED',
  'TRANSFERRED_OUT',
  'SUSPENDED',
  'EXPIRED',
  'PENDING',
] as const;

const VERDICTS = [
  'NOT_FOUND',
  'AMBIGUOUS',
  ...HINDRANCES,
  'CONTESTED',
  'NOT_SATISFIED',
  'VERIFIED',
  'REFUSED',
  'UNAVAILABLE',
] as const;
export const Verdict = Type.Enum(VERDICTS);
export type Verdict = (typeof VERDICTS)[number];

/** A source's answer about one piece of evidence. */
export const EvidenceVerdict = Type.Object(
  {
    materialCode: PlainCode,
    alternative: Type.Integer({ minimum: 0 }),
    evidence: Type.Integer({ minimum: 0 }),
    recordType: OwnedCode,
    verdict: Verdict,
    /** With REFUSED: which rule. */
    refusal: Type.Optional(Refusal),
    /** Versions that the verdict rests on. */
    recordTypeVersion: Type.Optional(Version),
    recordId: Type.Optional(RecordId),
    attestedAt: Type.Optional(Instant),
    validUntil: Type.Optional(Type.Union([Day, Type.Null()])),
  },
  { additionalProperties: false },
);
export type EvidenceVerdict = Static<typeof EvidenceVerdict>;

/** What a source answered to an access. Its statement. */
export const Conclusion = Type.Object(
  {
    v: Type.Literal(1),
    accessId: TicketId,
    /** SHA-256 of the canonical JSON of the access that was answered: two others could write another over it. */
    accessDigest: Digest,
    department: DepartmentCode,
    itemVersion: Version,
    /** SHA-256 of the canonical JSON of that item: its department and another could write another over it. */
    itemDigest: Digest,
    at: Instant,
    verdicts: Type.Array(EvidenceVerdict),
    /** Whose values may be released, and which; empty unless `fields`. */
    granted: Type.Array(
      Type.Object(
        { subjectRole: MemberName, recordType: OwnedCode, recordId: RecordId, claims: Type.Array(MemberName) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type Conclusion = Static<typeof Conclusion>;

/** Salt, name and value that open one commitment. */
export const Opening = Type.Object(
  { recordId: RecordId, claim: MemberName, salt: Type.String(), value: Type.Unknown() },
  { additionalProperties: false },
);
export type Opening = Static<typeof Opening>;
