// SPDX-License-Identifier: Apache-2.0
import { DomainError } from '../domain-error.js';
import { addDays, isDay } from '../time.js';

/** First and last day on which a record holds; `null` = without end. */
export interface Validity {
  readonly from: string;
  readonly until: string | null;
}

/**
 * The days of a record. Where the source names no end, the record type's default counts, the first day
 * included: one day of validity ends on the day it begins.
 *
 * @throws {DomainError} VALIDITY_INVALID for a day that does not exist, or an end before the beginning.
 */
export function validityOf(
  { from, until }: { readonly from: string; readonly until?: string | null | undefined },
  defaultDays: number | null,
  pointer: string,
): Validity {
  if (!isDay(from)) throw new DomainError('VALIDITY_INVALID', 'the first day does not exist', `${pointer}/from`);
  const last = until === undefined ? defaultEnd(from, defaultDays) : until;
  if (last === null) return { from, until: null };
  if (!isDay(last)) throw new DomainError('VALIDITY_INVALID', 'the last day does not exist', `${pointer}/until`);
  if (last < from) throw new DomainError('VALIDITY_INVALID', 'the record ends before it begins', `${pointer}/until`);
  return { from, until: last };
}

/** An end beyond the year 9999 is no end that anyone would meet. */
function defaultEnd(from: string, days: number | null): string | null {
  if (days === null) return null;
  const limit = addDays('9999-12-31', 1 - days);
  return from > limit ? null : addDays(from, days - 1);
}
