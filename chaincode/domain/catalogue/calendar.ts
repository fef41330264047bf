// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { PlainCode, Version } from '../names.js';
import { Day, Title } from './texts.js';

/**
 * Which days of one year departments work: Monday to Friday, without the holidays, with the weekend days that
 * are shifted to be worked. Published by the registrar; a year has one document.
 */
export const Calendar = Type.Object(
  {
    v: Type.Literal(1),
    /** {@link calendarCode} of the year. */
    code: PlainCode,
    version: Version,
    title: Title,
    year: Type.Integer({ minimum: 2000, maximum: 2999 }),
    /** Days off, in order; a weekend day need not stand here. */
    holidays: Type.Array(Day, { maxItems: 200, uniqueItems: true }),
    /** Saturdays and Sundays on which departments work, in order. */
    workdays: Type.Array(Day, { maxItems: 104, uniqueItems: true }),
    legalReference: Title,
  },
  { additionalProperties: false },
);
export type Calendar = Static<typeof Calendar>;

/** Under which code the calendar of a year stands: `year-2026`. */
export function calendarCode(year: number): string {
  return `year-${String(year).padStart(4, '0')}`;
}
