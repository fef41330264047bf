// SPDX-License-Identifier: Apache-2.0
import type { Filing, Task } from '../../../chaincode/domain/application/application.js';
import { dueDays } from '../../../chaincode/domain/application/clock.js';
import type { DueDays } from '../../../chaincode/domain/application/move-shapes.js';
import type { TaskState } from '../../../chaincode/domain/application/states.js';
import {
  depositOf,
  dueDayOf,
  lastMoved,
  resultOf,
  type TaskHistory,
} from '../../../chaincode/domain/application/task-history.js';
import { yearOf, type Calendars } from '../../../chaincode/domain/application/working-days.js';
import { calendarCode, type Calendar } from '../../../chaincode/domain/catalogue/calendar.js';
import type { ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { departmentOf } from '../../../chaincode/domain/names.js';
import { dayOf } from '../../../chaincode/domain/time.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import type { RowOf, TableRows } from './table-rows.js';
import type { Writer } from './writer.js';

/** In which its department has something to decide or to issue, or waits for what it needs for that. */
const OPEN: readonly TaskState[] = [
  'SUBMITTED',
  'CORRECTION_REQUESTED',
  'ACCEPTED',
  'UNDER_REVIEW',
  'CLOCK_STOPPED',
  'SUPPLEMENT_REQUESTED',
  'APPROVED',
];
/** In which the applicant owes something, perhaps until a day. */
const OWED: readonly TaskState[] = ['CORRECTION_REQUESTED', 'SUPPLEMENT_REQUESTED', 'CLOCK_STOPPED'];

/** The row of a task as its moves left it. */
export function taskRow(
  { rows, source }: Pick<Writer, 'rows' | 'source'>,
  { applicationId, filedBy }: Filing,
  history: TaskHistory,
  task?: Task,
): RowOf<'tasks'> {
  const { itemCode } = history.filed;
  const deposited = rows.find('tasks', ['deposited'], { applicationId, itemCode })?.deposited ?? null;
  return {
    applicationId,
    itemCode,
    department: departmentOf(itemCode),
    filedBy,
    ...standingOf(rows, history),
    accessId: history.filed.accessId ?? null,
    recordId: resultOf(history)?.recordId ?? null,
    deposit: depositOf(history),
    deposited,
    moves: history.steps.length,
    document: task === undefined ? null : canonicalJson(task),
    ...source,
  };
}

/** Where it stands, and by when something is due. */
function standingOf(rows: TableRows, history: TaskHistory) {
  const { state } = history;
  const { promised, statutory } = dueOf(rows, history) ?? {};
  const owed = OWED.includes(state) ? dueDayOf(history) : undefined;
  return {
    state,
    isOpen: OPEN.includes(state) ? 1 : 0,
    dueDay: owed ?? promised ?? dayOf(lastMoved(history)),
    promisedDay: promised ?? null,
    statutoryDay: statutory ?? null,
  };
}

/**
 * The last days of its time while the clock runs: as the department stated them when it last set it going. After the
 * answer to a notice nobody has stated them, so they are worked out; without a calendar nobody can say.
 */
function dueOf(rows: TableRows, history: TaskHistory): DueDays | undefined {
  if (history.state !== 'ACCEPTED' && history.state !== 'UNDER_REVIEW') return undefined;
  const last = history.steps.filter(({ move }) => 'due' in move || move.move === 'CORRECT').at(-1)?.move;
  if (last !== undefined && 'due' in last) return last.due;
  const { itemCode: code, itemVersion: version } = history.filed;
  const item = rows.find('catalogue', ['document'], { kind: 'item', code, version });
  if (item === undefined) return undefined;
  try {
    return dueDays(history, JSON.parse(item.document) as ServiceItem, calendarsFrom(rows, history.filedAt));
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

/** Longer than any item may take. */
const YEARS = 3;

function calendarsFrom(rows: TableRows, filedAt: string): Calendars {
  const calendars = new Map<number, Calendar>();
  const first = yearOf(dayOf(filedAt));
  for (let year = first; year < first + YEARS; year += 1) {
    const row = rows.find('catalogue', ['document'], { kind: 'calendar', code: calendarCode(year), inForce: 1 });
    if (row !== undefined) calendars.set(year, JSON.parse(row.document) as Calendar);
  }
  return calendars;
}
