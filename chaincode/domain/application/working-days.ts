// SPDX-License-Identifier: Apache-2.0
import type { Calendar } from '../catalogue/calendar.js';
import { DomainError } from '../domain-error.js';
import { addDays, isWeekend } from '../time.js';

/** The calendars in force, by year. */
export type Calendars = ReadonlyMap<number, Calendar>;

/** Whether departments work on a day. @throws {DomainError} CALENDAR_MISSING if its year has no calendar. */
export function isWorkingDay(day: string, calendars: Calendars): boolean {
  const { holidays, workdays } = calendarOf(day, calendars);
  return workdays.includes(day) || (!isWeekend(day) && !holidays.includes(day));
}

/** The working day that is so many after a day; the day itself for 0. @throws {DomainError} CALENDAR_MISSING */
export function workingDayAfter(day: string, count: number, calendars: Calendars): string {
  let [reached, left] = [day, count];
  while (left > 0) {
    reached = addDays(reached, 1);
    if (isWorkingDay(reached, calendars)) left -= 1;
  }
  return reached;
}

/** How many working days come after the first day up to the last, that one included. @throws {DomainError} CALENDAR_MISSING */
export function workingDaysBetween(after: string, until: string, calendars: Calendars): number {
  let count = 0;
  for (let day = after; day < until;) {
    day = addDays(day, 1);
    if (isWorkingDay(day, calendars)) count += 1;
  }
  return count;
}

/** The calendars of the years from one day to another, as a document names them. @throws {DomainError} CALENDAR_MISSING */
export function calendarsUsed(from: string, until: string, calendars: Calendars): { code: string; version: number }[] {
  const years = Array.from(
    { length: Math.max(yearOf(until) - yearOf(from) + 1, 1) },
    (_, index) => yearOf(from) + index,
  );
  return years.map((year) => {
    const { code, version } = calendarOf(`${String(year)}-01-01`, calendars);
    return { code, version };
  });
}

export function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

function calendarOf(day: string, calendars: Calendars): Calendar {
  const calendar = calendars.get(yearOf(day));
  if (calendar === undefined) throw new DomainError('CALENDAR_MISSING', `there is no calendar of ${day.slice(0, 4)}`);
  return calendar;
}
