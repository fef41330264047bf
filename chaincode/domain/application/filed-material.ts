// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { Digest, PlainCode } from '../names.js';

const closed = { additionalProperties: false } as const;
const materialCode = PlainCode;

/** What does instead of a record: files, or the applicant's written commitment. Each digest is salted. */
export const SubstitutedMaterial = Type.Union([
  Type.Object(
    {
      materialCode,
      how: Type.Literal('UPLOAD'),
      digests: Type.Array(Digest, { minItems: 1, maxItems: 10, uniqueItems: true }),
    },
    closed,
  ),
  Type.Object({ materialCode, how: Type.Literal('COMMITMENT'), digest: Digest }, closed),
]);
export type SubstitutedMaterial = Static<typeof SubstitutedMaterial>;

/** How one material is met. RECORD: a source said VERIFIED; MISSING: not yet, the department may ask for it. */
export const FiledMaterial = Type.Union([
  Type.Object({ materialCode, how: Type.Literal('RECORD') }, closed),
  Type.Object({ materialCode, how: Type.Literal('MISSING') }, closed),
  ...SubstitutedMaterial.anyOf,
]);
export type FiledMaterial = Static<typeof FiledMaterial>;
