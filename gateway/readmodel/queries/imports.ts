// SPDX-License-Identifier: Apache-2.0
import type { Selectable } from 'kysely';
import type { ImportTable, ReadModelDatabase } from '../tables.js';
import { pageOf, type Page } from './page.js';

export type ImportRow = Omit<Selectable<ImportTable>, 'ordinal' | 'transactionId' | 'block'>;

/** What a department imported, newest first. */
export async function listImports(
  database: ReadModelDatabase,
  { department, before, limit }: { readonly department: string; readonly before?: number; readonly limit: number },
): Promise<Page<ImportRow>> {
  const rows = await database
    .selectFrom('imports')
    .selectAll()
    .where('department', '=', department)
    .$if(before !== undefined, (query) => query.where('ordinal', '<', before ?? 0))
    .orderBy('ordinal', 'desc')
    .limit(limit + 1)
    .execute();
  return pageOf(rows, limit, ({ department: whose, importId, recordType, firstAt, lastAt, ...counts }) => ({
    department: whose,
    importId,
    recordType,
    firstAt,
    lastAt,
    created: counts.created,
    superseding: counts.superseding,
    reverted: counts.reverted,
  }));
}

export async function isImport(database: ReadModelDatabase, department: string, importId: string): Promise<boolean> {
  const row = await database
    .selectFrom('imports')
    .select('ordinal')
    .where('department', '=', department)
    .where('importId', '=', importId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Records of an import that stand still, in the order in which they came, from the one after `after` on. */
export async function standingOfImport(
  database: ReadModelDatabase,
  {
    department,
    importId,
    after,
    limit,
  }: { readonly department: string; readonly importId: string; readonly after?: string; readonly limit: number },
): Promise<string[]> {
  const rows = await database
    .selectFrom('records')
    .select('recordId')
    .where('department', '=', department)
    .where('importId', '=', importId)
    .$if(after !== undefined, (query) => query.where('ordinal', '>', ordinalOf(database, after ?? '')))
    .where('status', 'in', ['VALID', 'SUSPENDED'])
    .orderBy('ordinal')
    .limit(limit)
    .execute();
  return rows.map(({ recordId }) => recordId);
}

function ordinalOf(database: ReadModelDatabase, recordId: string) {
  return database.selectFrom('records').select('ordinal').where('recordId', '=', recordId);
}
