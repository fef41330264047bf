// SPDX-License-Identifier: Apache-2.0
import type { ApplicationState, TaskState } from '../../../chaincode/domain/application/states.js';
import type { ReadModelDatabase } from '../tables.js';
import { taskOf, type TaskRow } from './applications.js';

/** An application as a list shows it. */
export interface ApplicationRow {
  readonly applicationId: string;
  readonly filedBy: string;
  readonly caseRef: string;
  readonly at: string;
  readonly themeCode?: string;
  readonly state: ApplicationState;
  readonly tasks: readonly TaskRow[];
}

/** Where a page of an inbox ended. */
export interface InboxPlace {
  readonly dueDay: string;
  readonly ordinal: number;
}

export interface InboxFilter {
  /** Of the items; absent = all (for auditors). */
  readonly department?: string;
  readonly itemCode?: string;
  /** Absent = all that are open. */
  readonly state?: TaskState;
  readonly after?: InboxPlace;
  readonly limit: number;
}

export interface FilingFilter {
  /** Absent = all (for auditors). */
  readonly filedBy?: string;
  readonly caseRef?: string;
  readonly itemCode?: string;
  /** Of the application; with `itemCode` of that item's task. */
  readonly state?: string;
  /** Cursor: `next` of the page before. */
  readonly before?: number;
  readonly limit: number;
}

/** Tasks, the one that is due first at the beginning; each row is an application with that task alone. */
export async function listInbox(
  database: ReadModelDatabase,
  filter: InboxFilter,
): Promise<{ readonly rows: readonly ApplicationRow[]; readonly next?: InboxPlace }> {
  const found = await inboxQuery(database, filter).execute();
  const shown = found.slice(0, filter.limit);
  const applications = await applicationsOf(
    database,
    shown.map(({ applicationId }) => applicationId),
  );
  const last = shown.at(-1);
  const rows = shown.flatMap((task) => {
    const application = applications.get(task.applicationId);
    return application === undefined ? [] : [{ ...application, tasks: [taskOf(task)] }];
  });
  if (found.length <= filter.limit || last === undefined) return { rows };
  return { rows, next: { dueDay: last.dueDay, ordinal: last.ordinal } };
}

/** For {@link listInbox}, and for whoever looks how it is carried out. */
export function inboxQuery(database: ReadModelDatabase, { department, itemCode, state, after, limit }: InboxFilter) {
  let query = database.selectFrom('tasks').selectAll();
  // An item has one department: with both the index of the item alone serves.
  if (itemCode !== undefined) query = query.where('itemCode', '=', itemCode);
  else if (department !== undefined) query = query.where('department', '=', department);
  query = state === undefined ? query.where('isOpen', '=', 1) : query.where('state', '=', state);
  if (after !== undefined) {
    query = query.where((on) => on(on.refTuple('dueDay', 'ordinal'), '>', on.tuple(after.dueDay, after.ordinal)));
  }
  return query
    .orderBy('dueDay')
    .orderBy('ordinal')
    .limit(limit + 1);
}

/** Applications, newest first, with all their tasks. */
export async function listFilings(
  database: ReadModelDatabase,
  filter: FilingFilter,
): Promise<{ readonly rows: readonly ApplicationRow[]; readonly next?: number }> {
  const found = await filingsQuery(database, filter).execute();
  const shown = found.slice(0, filter.limit);
  const ids = shown.map(({ applicationId }) => applicationId);
  const applications = await applicationsOf(database, ids);
  const tasks = ids.length === 0 ? [] : await tasksOf(database, ids);
  const rows = ids.flatMap((id) => {
    const application = applications.get(id);
    const own = tasks.filter(({ applicationId }) => applicationId === id);
    return application === undefined ? [] : [{ ...application, tasks: own.map(taskOf) }];
  });
  const last = shown.at(-1);
  return found.length <= filter.limit || last === undefined ? { rows } : { rows, next: last.ordinal };
}

/** For {@link listFilings}, and for whoever looks how it is carried out. */
export function filingsQuery(
  database: ReadModelDatabase,
  { filedBy, caseRef, itemCode, state, before, limit }: FilingFilter,
) {
  const byItem = itemCode !== undefined;
  let query = database.selectFrom(byItem ? 'tasks' : 'applications').select(['applicationId', 'ordinal']);
  if (byItem) query = query.where('itemCode', '=', itemCode);
  if (filedBy !== undefined) query = query.where('filedBy', '=', filedBy);
  if (caseRef !== undefined) query = query.where('applicationId', 'in', ofCase(database, caseRef));
  if (state !== undefined) query = query.where('state', '=', state);
  if (before !== undefined) query = query.where('ordinal', '<', before);
  return query.orderBy('ordinal', 'desc').limit(limit + 1);
}

function ofCase(database: ReadModelDatabase, caseRef: string) {
  return database.selectFrom('applications').select('applicationId').where('caseRef', '=', caseRef);
}

async function applicationsOf(
  database: ReadModelDatabase,
  ids: readonly string[],
): Promise<Map<string, Omit<ApplicationRow, 'tasks'>>> {
  if (ids.length === 0) return new Map();
  const rows = await database
    .selectFrom('applications')
    .select(['applicationId', 'filedBy', 'caseRef', 'at', 'themeCode', 'state'])
    .where('applicationId', 'in', [...ids])
    .execute();
  return new Map(
    rows.map(({ themeCode, state, ...row }) => [
      row.applicationId,
      { ...row, state: state as ApplicationState, ...(themeCode === null ? {} : { themeCode }) },
    ]),
  );
}

function tasksOf(database: ReadModelDatabase, ids: readonly string[]) {
  return database
    .selectFrom('tasks')
    .selectAll()
    .where('applicationId', 'in', [...ids])
    .orderBy('ordinal')
    .execute();
}
