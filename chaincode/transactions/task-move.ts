// SPDX-License-Identifier: Apache-2.0
import { dueDays, earliestDueDay, elapsedOn, runsOf, type Timed } from '../domain/application/clock.js';
import type { DueDays, TaskMove } from '../domain/application/move-shapes.js';
import type { TaskState } from '../domain/application/states.js';
import { calendarsUsed } from '../domain/application/working-days.js';
import { CORRECTION_WORKING_DAYS, type ServiceItem } from '../domain/catalogue/service-item.js';
import { DomainError } from '../domain/domain-error.js';
import { dayOf, isDay } from '../domain/time.js';
import type { TaskMoveRequest } from './application-moves.js';
import type { TaskReading } from './application-reading.js';
import { checkHallKnown } from './hall-known.js';
import { readCalendars } from './read-calendars.js';
import type { TransactionContext } from './transaction-context.js';

type Made = Pick<TaskMove, 'officer' | 'reason' | 'at' | 'seen'>;
type Asked<N extends TaskMoveRequest['move']> = Extract<TaskMoveRequest, { move: N }>;

interface Place {
  readonly context: TransactionContext;
  readonly reading: TaskReading;
  readonly item: ServiceItem;
  readonly to: TaskState;
  readonly made: Made;
}

/**
 * The move as it will stand in the task: with the days and numbers that follow from the calendars.
 *
 * @throws {DomainError} CALENDAR_MISSING, CORRECTION_INVALID, HALL_UNKNOWN
 */
export async function taskMoveOf(place: Place, asked: TaskMoveRequest): Promise<TaskMove> {
  const { made, context } = place;
  if (isPlain(asked)) return plainMove(place, asked);
  switch (asked.move) {
    case 'ACCEPT':
    case 'RESUME_CLOCK':
      return { move: asked.move, ...made, ...(await due(place)) };
    case 'APPROVE':
    case 'REJECT':
      return { move: asked.move, ...made, ...(await elapsed(place)) };
    case 'REQUEST_CORRECTION':
      return { move: asked.move, ...made, ...(await notice(place, asked)) };
    case 'STOP_CLOCK':
      return { move: asked.move, ...made, ...(await stop(place, asked)) };
    case 'DELIVER':
      await checkHallKnown(context, asked.delivery);
      return { move: asked.move, ...made, delivery: asked.delivery };
  }
}

const PLAIN = ['REFUSE_ACCEPTANCE', 'START_REVIEW', 'ISSUE', 'CHECK_ORIGINALS', 'CLOSE', 'LAPSE'] as const;
type Plain = (typeof PLAIN)[number];

function isPlain(asked: TaskMoveRequest): asked is Asked<Plain> {
  return PLAIN.some((name) => name === asked.move);
}

/** What needs no more than was asked. */
function plainMove({ made, reading }: Place, asked: Asked<Plain>): TaskMove {
  switch (asked.move) {
    case 'ISSUE':
      return { move: asked.move, ...made, result: resultFrom(reading, asked.recordId) };
    case 'CHECK_ORIGINALS':
      return { move: asked.move, ...made, originals: asked.originals };
    case 'REFUSE_ACCEPTANCE':
    case 'START_REVIEW':
    case 'CLOSE':
    case 'LAPSE':
      return { move: asked.move, ...made };
  }
}

/** A result says on which accesses it rests. */
export function resultFrom({ history: { filed } }: TaskReading, recordId: string | undefined) {
  const derivedFrom = filed.accessId === undefined ? [] : [filed.accessId];
  return recordId === undefined ? { derivedFrom } : { recordId, derivedFrom };
}

async function calendarsFrom({ context, item }: Place, timed: Timed, on: string) {
  const { promisedWorkingDays, statutoryWorkingDays = 0, correctionWorkingDays = CORRECTION_WORKING_DAYS } = item;
  const days = Math.max(promisedWorkingDays, statutoryWorkingDays, correctionWorkingDays);
  const from = runsOf(timed)[0]?.from ?? on;
  return { from, calendars: await readCalendars(context, { from, on, days }) };
}

async function due(place: Place): Promise<{ due: DueDays; calendars: { code: string; version: number }[] }> {
  const { reading, item, made, to } = place;
  const on = dayOf(made.at);
  const timed = { steps: [...reading.history.steps, { move: made, from: reading.history.state, to }] };
  const { from, calendars } = await calendarsFrom(place, timed, on);
  const days = dueDays(timed, item, calendars) ?? { promised: on };
  const last = days.statutory !== undefined && days.statutory > days.promised ? days.statutory : days.promised;
  return { due: days, calendars: calendarsUsed(from, last, calendars) };
}

async function elapsed(place: Place) {
  const { reading, item, made } = place;
  const on = dayOf(made.at);
  const { from, calendars } = await calendarsFrom(place, reading.history, on);
  return { elapsed: elapsedOn(reading.history, item, on, calendars), calendars: calendarsUsed(from, on, calendars) };
}

async function notice(place: Place, { materials, fields, dueDay: asked }: Asked<'REQUEST_CORRECTION'>) {
  const { item } = place;
  const known = [...item.fields, ...(item.asks ?? [])].map(({ code }) => code);
  const declared =
    materials.every((code) => item.requirements.some(({ materialCode }) => materialCode === code)) &&
    fields.every((code) => known.includes(code));
  if (!declared || materials.length + fields.length === 0) throw outOfOrder('it names nothing of the item');
  const { dueDay, calendars } = await dueDayFor(place, asked);
  return { notice: { materials, fields, dueDay }, calendars };
}

async function stop(place: Place, { reason, dueDay }: Asked<'STOP_CLOCK'>): Promise<{ dueDay?: string }> {
  if (dueDay === undefined) return {};
  if (reason !== 'AWAITING_APPLICANT') throw outOfOrder('only what an applicant owes is due');
  return { dueDay: (await dueDayFor(place, dueDay)).dueDay };
}

/** As early as the item permits, or the later day that was asked for. */
async function dueDayFor(place: Place, asked: string | undefined) {
  const { item, made } = place;
  const on = dayOf(made.at);
  const { calendars } = await calendarsFrom(place, { steps: [] }, on);
  const earliest = earliestDueDay(item, on, calendars);
  const dueDay = asked ?? earliest;
  if (!isDay(dueDay) || dueDay < earliest) throw outOfOrder(`it can be due on ${earliest} at the earliest`);
  return { dueDay, calendars: calendarsUsed(on, earliest, calendars) };
}

function outOfOrder(detail: string): DomainError {
  return new DomainError('CORRECTION_INVALID', detail);
}
