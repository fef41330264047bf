// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';

/** A title in both languages; catalogue text only, never about a person. */
export const Title = Type.Object(
  { zh: Type.String({ minLength: 1, maxLength: 200 }), en: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
);
export type Title = Static<typeof Title>;

/** A calendar day, `YYYY-MM-DD`; whether the day exists is checked by `isDay` (domain/time.ts). */
export const Day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
/** ISO 8601 UTC with milliseconds. */
export const Instant = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z$' });

export const SubjectKind = Type.Union([Type.Literal('NATURAL_PERSON'), Type.Literal('LEGAL_PERSON')]);
export type SubjectKind = Static<typeof SubjectKind>;
