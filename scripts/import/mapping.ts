// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { SubjectKind } from '../../chaincode/domain/catalogue/texts.js';
import { OwnedCode } from '../../chaincode/domain/names.js';

const Column = Type.String({ minLength: 1, maxLength: 100 });

/** Where a claim comes from: a column, or a column with a table of values, a list separator or the kind of another subject. */
export const ClaimSource = Type.Union([
  Column,
  Type.Object(
    {
      column: Column,
      /** The export's own words, and what they mean. A word that is not listed refuses the row. */
      values: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Integer(), Type.Boolean()]))),
      /** Between the members of a list. */
      separator: Type.Optional(Type.String({ minLength: 1, maxLength: 5 })),
      /** Of a claim that is another person or company, or a string that is an identifier: of which kind. */
      kind: Type.Optional(SubjectKind),
    },
    { additionalProperties: false },
  ),
]);
export type ClaimSource = Static<typeof ClaimSource>;

export const DateFormat = Type.Union([
  Type.Literal('YYYY-MM-DD'),
  Type.Literal('YYYYMMDD'),
  Type.Literal('YYYY年M月D日'),
  Type.Literal('YYYY/M/D'),
  Type.Literal('YYYY.M.D'),
]);
export type DateFormat = Static<typeof DateFormat>;

/** How a department's export becomes records of one type. Reviewed data; no code of ours runs on it but this import. */
export const Mapping = Type.Object(
  {
    recordType: OwnedCode,
    sourceSystem: Type.String({ minLength: 1, maxLength: 60 }),
    /** Column with the source's own number of the record. */
    recordNumber: Column,
    subject: Type.Object({ kind: SubjectKind, identifier: Column }, { additionalProperties: false }),
    validFrom: Column,
    /** Absent: the record type's default validity; an empty cell: without end. */
    validUntil: Type.Optional(Column),
    claims: Type.Record(Type.String(), ClaimSource),
    dateFormats: Type.Array(DateFormat, { minItems: 1 }),
    encoding: Type.Union([Type.Literal('utf-8'), Type.Literal('gb18030')]),
    /** Resident identity numbers of 15 digits: `convert` adds century and check character. Default: `refuse`, by name. */
    fifteenDigits: Type.Optional(Type.Union([Type.Literal('refuse'), Type.Literal('convert')])),
  },
  { additionalProperties: false },
);
export type Mapping = Static<typeof Mapping>;

/** Every column that the mapping reads. */
export function columnsOf(mapping: Mapping): string[] {
  const claims = Object.values(mapping.claims).map((source) => (typeof source === 'string' ? source : source.column));
  const until = mapping.validUntil === undefined ? [] : [mapping.validUntil];
  return [...new Set([mapping.recordNumber, mapping.subject.identifier, mapping.validFrom, ...until, ...claims])];
}
