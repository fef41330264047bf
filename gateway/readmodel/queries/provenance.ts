// SPDX-License-Identifier: Apache-2.0
import type { Access } from '../../../chaincode/domain/access/access.js';
import type { TaskState } from '../../../chaincode/domain/application/states.js';
import type { ReadModelDatabase } from '../tables.js';
import { pageOf, type Page } from './page.js';

/** An access in which a source's verdict rested on the record. */
export interface Reliance {
  readonly access: Access;
  readonly transactionId: string;
  readonly blockNumber: bigint;
  readonly verdicts: readonly {
    readonly materialCode: string;
    readonly verdict: string;
    readonly alternative: number;
    readonly evidence: number;
  }[];
}

/** What relied on a record, newest access first; `before` is the cursor `next` of the page before. */
export async function reliancesOn(
  database: ReadModelDatabase,
  recordId: string,
  options: { readonly before?: number; readonly limit: number },
): Promise<Page<Reliance>> {
  let query = database
    .selectFrom('accesses')
    .select(['ordinal', 'accessId', 'document', 'transactionId', 'block'])
    .where('accessId', 'in', (from) =>
      from.selectFrom('evidenceVerdicts').select('accessId').where('recordId', '=', recordId),
    );
  if (options.before !== undefined) query = query.where('ordinal', '<', options.before);
  const rows = await query
    .orderBy('ordinal', 'desc')
    .limit(options.limit + 1)
    .execute();
  const verdicts = await verdictsOn(
    database,
    recordId,
    rows.map(({ accessId }) => accessId),
  );
  return pageOf(rows, options.limit, ({ accessId, document, transactionId, block }) => ({
    access: JSON.parse(document) as Access,
    transactionId,
    blockNumber: BigInt(block),
    verdicts: verdicts
      .filter((one) => one.accessId === accessId)
      .map(({ materialCode, verdict, alternative, evidence }) => ({ materialCode, verdict, alternative, evidence })),
  }));
}

/** A task that was filed with an access, and the record that came of it. */
export interface TaskOfAccess {
  readonly accessId: string;
  readonly applicationId: string;
  readonly itemCode: string;
  readonly state: TaskState;
  readonly recordId?: string;
}

/** The tasks whose materials these accesses verified. */
export async function tasksOfAccesses(
  database: ReadModelDatabase,
  accessIds: readonly string[],
): Promise<TaskOfAccess[]> {
  if (accessIds.length === 0) return [];
  const rows = await database
    .selectFrom('tasks')
    .select(['accessId', 'applicationId', 'itemCode', 'state', 'recordId'])
    .where('accessId', 'in', [...accessIds])
    .orderBy('ordinal')
    .execute();
  return rows.map(({ accessId, applicationId, itemCode, state, recordId }) => ({
    accessId: accessId ?? '',
    applicationId,
    itemCode,
    state: state as TaskState,
    ...(recordId === null ? {} : { recordId }),
  }));
}

/** The line of succession around a record, oldest first, the record included; at most 100 steps either way. */
export async function recordLine(database: ReadModelDatabase, recordId: string): Promise<string[]> {
  const before = await follow(database, recordId, 'predecessor');
  const after = await follow(database, recordId, 'successor');
  return [...before.reverse(), recordId, ...after];
}

async function follow(
  database: ReadModelDatabase,
  recordId: string,
  way: 'predecessor' | 'successor',
): Promise<string[]> {
  const line: string[] = [];
  const seen = new Set([recordId]);
  for (let at: string = recordId; line.length < 100;) {
    const row = await database.selectFrom('records').select(way).where('recordId', '=', at).executeTakeFirst();
    const next = row?.[way] ?? undefined;
    if (next === undefined || seen.has(next)) break;
    seen.add(next);
    line.push(next);
    at = next;
  }
  return line;
}

function verdictsOn(database: ReadModelDatabase, recordId: string, accessIds: readonly string[]) {
  return database
    .selectFrom('evidenceVerdicts')
    .select(['accessId', 'materialCode', 'verdict', 'alternative', 'evidence'])
    .where('recordId', '=', recordId)
    .where('accessId', 'in', accessIds)
    .orderBy('position')
    .execute();
}
