// SPDX-License-Identifier: Apache-2.0
import { addDays } from '../../../chaincode/domain/time.js';
import { residentId } from '../../demo/identifiers.js';

const DIVISION = '440604';
const FIRST_DAY = '1930-01-01';
const SEQUENCES = 1000;
const DAYS = 30_000;

/** How many different ones there are. */
export const MOST_SUBJECTS = DAYS * SEQUENCES;

const days: string[] = [];

/**
 * An identifier for a number below {@link MOST_SUBJECTS}: another one for every number. True to the standard and
 * otherwise invented.
 */
export function numberedSubject(number: number): string {
  if (!Number.isInteger(number) || number < 0 || number >= MOST_SUBJECTS) throw new RangeError('no such subject');
  return residentId(DIVISION, dayAt(Math.floor(number / SEQUENCES)), number % SEQUENCES);
}

/** Days are reckoned once: a load process asks for thousands of identifiers a second. */
function dayAt(index: number): string {
  return (days[index] ??= addDays(FIRST_DAY, index));
}
