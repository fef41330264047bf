// SPDX-License-Identifier: Apache-2.0
import type { Task } from '../../chaincode/domain/application/application.js';
import { dueDays, elapsedOn } from '../../chaincode/domain/application/clock.js';
import { replayTask } from '../../chaincode/domain/application/replay.js';
import { FRUITFUL } from '../../chaincode/domain/application/states.js';
import type { Step, TaskHistory } from '../../chaincode/domain/application/task-history.js';
import type { Calendars } from '../../chaincode/domain/application/working-days.js';
import type { Calendar } from '../../chaincode/domain/catalogue/calendar.js';
import type { ServiceItem } from '../../chaincode/domain/catalogue/service-item.js';
import { DomainError } from '../../chaincode/domain/domain-error.js';
import { departmentOf } from '../../chaincode/domain/names.js';
import { dayOf } from '../../chaincode/domain/time.js';
import { canonicalJson } from '../../chaincode/wire/canonical-json.js';
import { sha256 } from '../readmodel/belief/digest.js';
import { applicationById, type ApplicationDetail } from '../readmodel/queries/applications.js';
import type { ReadModelDatabase } from '../readmodel/tables.js';
import type { Tell } from './audit-finding.js';
import type { KnownCatalogue } from './known-catalogue.js';

interface Checked {
  readonly detail: ApplicationDetail;
  /** The task up to and with the move. */
  readonly history: TaskHistory;
  readonly step: Step;
  readonly database: ReadModelDatabase;
  readonly catalogue: KnownCatalogue;
}

/**
 * Holds new moves of a task against what is public besides the moves themselves: times, days by the calendar, items that
 * this one depends on, what is deposited. That they follow from those before is a matter of belief, and checked there.
 */
export async function checkTask(
  task: Task,
  database: ReadModelDatabase,
  catalogue: KnownCatalogue,
  { timestamp, tell }: { readonly timestamp: string; readonly tell: Tell },
): Promise<void> {
  const detail = await applicationById(database, task.applicationId);
  const history = detail === undefined ? undefined : replayed(detail, task);
  if (detail === undefined || history === undefined) return; // not believed for that already
  const name = `${departmentOf(task.itemCode)} on application ${task.applicationId}`;
  const known = detail.tasks.get(task.itemCode)?.moves.length ?? 0;
  const own = history.steps.flatMap((step, index) => (step.document === 'TASK' ? [{ step, index }] : []));
  for (const { step, index } of own.slice(known)) {
    const { move, at } = step.move;
    if (at !== timestamp) tell('DOCUMENT_TIME', `${move} of ${name} says ${at}, its transaction ${timestamp}`);
    const until = { ...history, state: step.to, steps: history.steps.slice(0, index + 1) };
    const checked = { detail, history: until, step, database, catalogue };
    const missing = await missingFor(checked);
    if (missing !== undefined) tell('MOVE_UNFOUNDED', `${move} of ${name}: ${missing}`);
    if (!(await isRightClock(checked))) tell('CLOCK_DIFFERS', `${move} of ${name}`);
  }
}

function replayed({ filing }: ApplicationDetail, task: Task): TaskHistory | undefined {
  try {
    return replayTask(filing, task.itemCode, task, sha256);
  } catch (error) {
    if (error instanceof DomainError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What the move needs and is not there. */
async function missingFor({ detail, history, step, database }: Checked): Promise<string | undefined> {
  const { itemCode, dependsOn } = history.filed;
  const { move } = step;
  if (move.move === 'ACCEPT' || move.move === 'ISSUE_INSTANTLY') {
    const open = detail.rows.filter((row) => dependsOn.includes(row.itemCode) && !isFruitful(row.state));
    if (open.length > 0) return `${open.map((row) => row.itemCode).join(' ')} has no result`;
    const own = detail.rows.find((row) => row.itemCode === itemCode);
    if (own?.isDeposited !== true) return 'what the applicant filled in is not deposited';
  }
  if (!('result' in move) || move.result.recordId === undefined) return undefined;
  const record = await database
    .selectFrom('records')
    .select('status')
    .where('recordId', '=', move.result.recordId)
    .where('department', '=', departmentOf(itemCode))
    .where('applicationId', '=', detail.filing.applicationId)
    .where('itemCode', '=', itemCode)
    .executeTakeFirst();
  return record?.status === 'VALID'
    ? undefined
    : `record ${move.result.recordId} is not deposited for it, or has fallen`;
}

function isFruitful(state: string): boolean {
  return FRUITFUL.some((one) => one === state);
}

/** Days and working days that a move states, worked out again by the calendars that it names. */
async function isRightClock({ history, step: { move, from }, catalogue }: Checked): Promise<boolean> {
  if (!('due' in move) && !('elapsed' in move)) return true;
  const { itemCode, itemVersion } = history.filed;
  const item: ServiceItem | undefined = await catalogue.version('item', itemCode, itemVersion);
  if (item === undefined) return false;
  const calendars = await calendarsOf(move.calendars, catalogue);
  const before = { ...history, state: from, steps: history.steps.slice(0, -1) };
  try {
    if ('due' in move) return canonicalJson(dueDays(history, item, calendars) ?? {}) === canonicalJson(move.due);
    return canonicalJson(elapsedOn(before, item, dayOf(move.at), calendars)) === canonicalJson(move.elapsed);
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

async function calendarsOf(
  named: readonly { readonly code: string; readonly version: number }[],
  catalogue: KnownCatalogue,
): Promise<Calendars> {
  const calendars = new Map<number, Calendar>();
  for (const { code, version } of named) {
    const calendar = await catalogue.version('calendar', code, version);
    if (calendar !== undefined) calendars.set(calendar.year, calendar);
  }
  return calendars;
}
