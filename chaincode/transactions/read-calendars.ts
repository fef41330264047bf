// SPDX-License-Identifier: Apache-2.0
import { yearOf, type Calendars } from '../domain/application/working-days.js';
import { calendarCode, type Calendar } from '../domain/catalogue/calendar.js';
import { readCatalogue, type Reading } from './documents.js';

/** Fewer working days than any year has. */
const FEWEST_WORKING_DAYS = 200;

/** The calendars in force from one day on, as far as so many working days after another can lead. */
export async function readCalendars(
  context: Reading,
  { from, on, days }: { readonly from: string; readonly on: string; readonly days: number },
): Promise<Calendars> {
  const calendars = new Map<number, Calendar>();
  const last = yearOf(on) + 1 + Math.floor(days / FEWEST_WORKING_DAYS);
  for (let year = yearOf(from); year <= last; year += 1) {
    const calendar = await readCatalogue(context, 'calendar', calendarCode(year));
    if (calendar?.year === year) calendars.set(year, calendar);
  }
  return calendars;
}
