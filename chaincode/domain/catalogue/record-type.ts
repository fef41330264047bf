// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { MemberName, OwnedCode, Version } from '../names.js';
import { SubjectKind, Title } from './texts.js';

const SharingAttribute = Type.Union([
  Type.Literal('UNCONDITIONAL'),
  Type.Literal('CONDITIONAL'),
  Type.Literal('NOT_SHARED'),
]);

/**
 * One claim of a record type. `date` is a day `YYYY-MM-DD`; `code` one of `values`; `subject` another
 * person or company, kept as the department's own register pseudonym and never as an identifier.
 */
export const ClaimDefinition = Type.Object(
  {
    name: MemberName,
    title: Title,
    type: Type.Union([
      Type.Literal('string'),
      Type.Literal('integer'),
      Type.Literal('boolean'),
      Type.Literal('date'),
      Type.Literal('code'),
      Type.Literal('subject'),
      Type.Literal('codes'),
    ]),
    required: Type.Boolean(),
    sharing: SharingAttribute,
    /** Characters of a string; default 200, at most 2000. */
    maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000 })),
    /** Bounds of an integer; default the safe integers. */
    minimum: Type.Optional(Type.Integer()),
    maximum: Type.Optional(Type.Integer()),
    /** Permitted values of `code` and `codes`. */
    values: Type.Optional(
      Type.Array(Type.String({ pattern: '^[A-Z0-9_]{1,40}$' }), { minItems: 1, maxItems: 200, uniqueItems: true }),
    ),
    /** Length of a `codes` list; at most 50, so that a macro over it stays cheap. */
    maxItems: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
  },
  { additionalProperties: false },
);
export type ClaimDefinition = Static<typeof ClaimDefinition>;

/** A kind of record that a department keeps. Published by the department in whose name the code stands. */
export const RecordType = Type.Object(
  {
    v: Type.Literal(1),
    code: OwnedCode,
    version: Version,
    title: Title,
    subjectKind: SubjectKind,
    claims: Type.Array(ClaimDefinition, { minItems: 1, maxItems: 60 }),
    /** Days for which a record holds when the source names no end; `null` = without end. */
    defaultValidityDays: Type.Union([Type.Integer({ minimum: 1, maximum: 36500 }), Type.Null()]),
  },
  { additionalProperties: false },
);
export type RecordType = Static<typeof RecordType>;
