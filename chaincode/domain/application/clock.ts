// SPDX-License-Identifier: Apache-2.0
import { CORRECTION_WORKING_DAYS, type ServiceItem } from '../catalogue/service-item.js';
import { dayOf } from '../time.js';
import type { DueDays, Elapsed } from './move-shapes.js';
import type { TaskState } from './states.js';
import { workingDayAfter, workingDaysBetween, type Calendars } from './working-days.js';

/** In which the department's time runs. In the other states it has not begun, the applicant owes something, or it is decided. */
const RUNNING: readonly TaskState[] = ['ACCEPTED', 'UNDER_REVIEW'];

type Times = Pick<ServiceItem, 'promisedWorkingDays' | 'statutoryWorkingDays' | 'correctionWorkingDays'>;

/** What of a history the clock goes by. */
export interface Timed {
  readonly steps: readonly {
    readonly move: { readonly at: string };
    readonly from: TaskState;
    readonly to: TaskState;
  }[];
}

/** From one day to another, the first not counted and the last counted; without `until` it still goes on. */
export interface Run {
  readonly from: string;
  readonly until?: string;
}

/** When the clock ran: from acceptance on, without the time in which it was stopped. */
export function runsOf({ steps }: Timed): Run[] {
  const runs: Run[] = [];
  for (const { move, from, to } of steps) {
    const [ran, runsNow] = [RUNNING.includes(from), RUNNING.includes(to)];
    if (!ran && runsNow) runs.push({ from: dayOf(move.at) });
    const last = runs.at(-1);
    if (ran && !runsNow && last !== undefined) runs[runs.length - 1] = { ...last, until: dayOf(move.at) };
  }
  return runs;
}

/** What the clock says on a day. @throws {DomainError} CALENDAR_MISSING */
export function elapsedOn(history: Timed, times: Times, on: string, calendars: Calendars): Elapsed {
  const workingDays = runsOf(history).reduce(
    (sum, { from, until = on }) => sum + workingDaysBetween(from, until < on ? until : on, calendars),
    0,
  );
  const { promisedWorkingDays: promised, statutoryWorkingDays: statutory } = times;
  const elapsed = { workingDays, overrun: Math.max(workingDays - promised, 0) };
  return statutory === undefined ? elapsed : { ...elapsed, statutoryOverrun: Math.max(workingDays - statutory, 0) };
}

/**
 * The last days of the promised and the statutory time; `undefined` while the clock does not run. A time that was used
 * up before the clock went on again ended on the day on which it went on.
 *
 * @throws {DomainError} CALENDAR_MISSING
 */
export function dueDays(history: Timed, times: Times, calendars: Calendars): DueDays | undefined {
  const current = runsOf(history).at(-1);
  if (current === undefined || current.until !== undefined) return undefined;
  const { workingDays: used } = elapsedOn(history, times, current.from, calendars);
  const dueDay = (days: number) => workingDayAfter(current.from, Math.max(days - used, 0), calendars);
  const { promisedWorkingDays: promised, statutoryWorkingDays: statutory } = times;
  const due = { promised: dueDay(promised) };
  return statutory === undefined ? due : { ...due, statutory: dueDay(statutory) };
}

/** Until when an applicant has at least to answer a notice that goes out on a day. @throws {DomainError} CALENDAR_MISSING */
export function earliestDueDay(
  { correctionWorkingDays = CORRECTION_WORKING_DAYS }: Times,
  on: string,
  calendars: Calendars,
): string {
  return workingDayAfter(on, correctionWorkingDays, calendars);
}
