// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { PlainCode, Version } from '../names.js';
import { Title } from './texts.js';

/** Time of day in Asia/Shanghai, `HH:MM`. */
const TimeOfDay = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });

/** When a hall is open, on these days of the week; 1 is Monday. */
export const Opening = Type.Object(
  {
    days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7, uniqueItems: true }),
    from: TimeOfDay,
    to: TimeOfDay,
  },
  { additionalProperties: false },
);
export type Opening = Static<typeof Opening>;

/** A service hall, where originals are compared and results handed over. Published by the registrar. */
export const Hall = Type.Object(
  {
    v: Type.Literal(1),
    code: PlainCode,
    version: Version,
    title: Title,
    address: Title,
    openings: Type.Array(Opening, { minItems: 1, maxItems: 14 }),
    /** No longer in use: nothing new is collected here. */
    closed: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type Hall = Static<typeof Hall>;
