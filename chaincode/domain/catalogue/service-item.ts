// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { MemberName, OwnedCode, PlainCode, Version } from '../names.js';
import { SubjectKind, Title } from './texts.js';

const WAIVER_METHODS = [
  'DATA_CALL',
  'COMMITMENT_REUSE',
  'SHARED_VERIFICATION',
  'ONLINE_PROOF',
  'INFORMED_COMMITMENT',
] as const;
export const WaiverMethod = Type.Enum(WAIVER_METHODS);

/** CEL over `claim`, `answer`, `on` and `subject` (domain/access/predicate.ts). */
export const Predicate = Type.String({ minLength: 1, maxLength: 1000 });

/** One record that must be there: of this type, satisfying this predicate. */
export const Evidence = Type.Object(
  {
    recordType: OwnedCode,
    predicate: Type.Optional(Predicate),
    waiverMethod: WaiverMethod,
    /** With several fitting records: ONLY (default) makes the answer AMBIGUOUS, LATEST takes the one that began last. */
    choose: Type.Optional(Type.Union([Type.Literal('ONLY'), Type.Literal('LATEST')])),
  },
  { additionalProperties: false },
);
export type Evidence = Static<typeof Evidence>;

/** One application material. Alternatives are OR, evidence inside one is AND. */
export const Requirement = Type.Object(
  {
    materialCode: PlainCode,
    title: Title,
    /** The predicates in plain words. Nothing is worked out from it. */
    condition: Type.Optional(Title),
    subjectRole: MemberName,
    /** Predicate over `answer` alone; absent = always asked. */
    when: Type.Optional(Predicate),
    /** Ways in which records can show it; none = it is on no record, the applicant brings it. */
    alternatives: Type.Array(
      Type.Object({ evidence: Type.Array(Evidence, { minItems: 1, maxItems: 5 }) }, { additionalProperties: false }),
      { maxItems: 5 },
    ),
    /** What else is accepted when no alternative holds. */
    fallback: Type.Union([Type.Literal('UPLOAD'), Type.Literal('COMMITMENT'), Type.Literal('NONE')]),
  },
  { additionalProperties: false },
);
export type Requirement = Static<typeof Requirement>;

/** A field of the application form that a record can fill in. */
export const FormField = Type.Object(
  {
    code: MemberName,
    title: Title,
    source: Type.Object(
      { subjectRole: MemberName, recordType: OwnedCode, claim: MemberName },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type FormField = Static<typeof FormField>;

/** A field of the application form that no record fills in: the applicant says it. */
export const Ask = Type.Object(
  {
    code: MemberName,
    title: Title,
    type: Type.Union([
      Type.Literal('string'),
      Type.Literal('integer'),
      Type.Literal('boolean'),
      Type.Literal('date'),
      Type.Literal('code'),
      Type.Literal('codes'),
    ]),
    required: Type.Boolean(),
    /** Permitted values of `code` and `codes`. */
    values: Type.Optional(
      Type.Array(Type.String({ pattern: '^[A-Z0-9_]{1,40}$' }), { minItems: 1, maxItems: 50, uniqueItems: true }),
    ),
    /** Characters of a string; default 200. */
    maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000 })),
    minimum: Type.Optional(Type.Integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER })),
    maximum: Type.Optional(Type.Integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER })),
  },
  { additionalProperties: false },
);
export type Ask = Static<typeof Ask>;

const closed = { additionalProperties: false } as const;

const Constant = Type.Union([
  Type.String({ minLength: 1, maxLength: 200 }),
  Type.Integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }),
  Type.Boolean(),
]);

/**
 * What a claim of the result says: a filled-in field, an asked one, an answer, a subject, the day of the decision,
 * or the same for everyone.
 */
export const ResultClaim = Type.Object(
  {
    claim: MemberName,
    from: Type.Union([
      Type.Object({ field: MemberName }, closed),
      Type.Object({ ask: MemberName }, closed),
      Type.Object({ answer: MemberName }, closed),
      Type.Object({ subject: MemberName }, closed),
      Type.Object({ day: Type.Literal('DECISION') }, closed),
      Type.Object({ value: Constant }, closed),
    ]),
  },
  closed,
);
export type ResultClaim = Static<typeof ResultClaim>;

/** A guiding question; its answers pick materials. */
export const ScenarioQuestion = Type.Object(
  {
    name: MemberName,
    title: Title,
    type: Type.Union([Type.Literal('boolean'), Type.Literal('code'), Type.Literal('integer'), Type.Literal('date')]),
    values: Type.Optional(Type.Array(Type.String({ pattern: '^[A-Z0-9_]{1,40}$' }), { minItems: 1, maxItems: 50 })),
    required: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type ScenarioQuestion = Static<typeof ScenarioQuestion>;

/** How long an applicant has to answer a correction notice where the item does not say. */
export const CORRECTION_WORKING_DAYS = 15;

/** The role that every item has; whoever else is in a case is there through a relation with it. */
export const APPLICANT = 'applicant';

/** Somebody in a case. */
const Subject = Type.Object(
  {
    role: MemberName,
    kind: SubjectKind,
    title: Title,
    required: Type.Boolean(),
    /** The material that shows what this role has to do with the applicant (`check-relations.ts`). Without it no value about the role leaves. */
    relation: Type.Optional(PlainCode),
  },
  { additionalProperties: false },
);

/** A procedure that a department offers. Published by the department in whose name the code stands. */
export const ServiceItem = Type.Object(
  {
    v: Type.Literal(1),
    code: OwnedCode,
    version: Version,
    title: Title,
    /** For whom it is, and what comes of it. */
    description: Type.Optional(Title),
    /** Roles in a case; `applicant` is always among them. */
    subjects: Type.Array(Subject, { minItems: 1, maxItems: 6 }),
    promisedWorkingDays: Type.Integer({ minimum: 0, maximum: 365 }),
    /** What the law gives at most; absent = it names no time. */
    statutoryWorkingDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 365 })),
    /** Working days that the applicant has to answer a correction notice; absent = {@link CORRECTION_WORKING_DAYS}. */
    correctionWorkingDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 90 })),
    instant: Type.Boolean(),
    /** Batch of the published reform in which the item went online. */
    batch: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
    accessMinutes: Type.Integer({ minimum: 1, maximum: 1440 }),
    scenario: Type.Array(ScenarioQuestion, { maxItems: 20 }),
    requirements: Type.Array(Requirement, { maxItems: 40 }),
    fields: Type.Array(FormField, { maxItems: 60 }),
    /** What the form asks beyond `fields`. */
    asks: Type.Optional(Type.Array(Ask, { maxItems: 60 })),
    resultRecordType: Type.Optional(OwnedCode),
    /** What the result says, as far as it follows from the application; an instant item's says everything. */
    resultClaims: Type.Optional(Type.Array(ResultClaim, { maxItems: 60 })),
    legalReference: Title,
  },
  { additionalProperties: false },
);
export type ServiceItem = Static<typeof ServiceItem>;
