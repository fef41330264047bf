// SPDX-License-Identifier: Apache-2.0
import { isDay, isWeekend } from '../time.js';
import { calendarCode, type Calendar } from './calendar.js';
import { invalid } from './catalogue-view.js';

/**
 * A calendar stands under the code of its year; its days exist, fall into that year and stand in order; only
 * weekend days can be shifted to be worked, and none is a holiday as well.
 *
 * @throws {DomainError} CATALOGUE_INVALID
 */
export function checkCalendar({ code, year, holidays, workdays }: Calendar): void {
  if (code !== calendarCode(year)) throw invalid(`the calendar of ${year} is ${calendarCode(year)}`, '/document/code');
  checkDays(year, holidays, '/document/holidays');
  checkDays(year, workdays, '/document/workdays');
  workdays.forEach((day, index) => {
    const place = `/document/workdays/${index}`;
    if (!isWeekend(day)) throw invalid('only a Saturday or Sunday is shifted', place);
    if (holidays.includes(day)) throw invalid('a holiday is not worked', place);
  });
}

function checkDays(year: number, days: readonly string[], place: string): void {
  days.forEach((day, index) => {
    if (!isDay(day)) throw invalid('the day does not exist', `${place}/${index}`);
    if (Number(day.slice(0, 4)) !== year) throw invalid(`the day is not in ${year}`, `${place}/${index}`);
    const before = days[index - 1];
    if (before !== undefined && before >= day) throw invalid('days stand in order', `${place}/${index}`);
  });
}
