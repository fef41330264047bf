// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { ReadModelDatabase } from '../readmodel/tables.js';

export interface TableDifference {
  readonly table: string;
  /** Rows that the blocks give and the other file does not have like this. */
  readonly missing: number;
  /** Rows that the other file has and the blocks do not give like this. */
  readonly surplus: number;
}

/** Tables that say of another file than its facts how far it is. */
const NOT_COMPARED = ['checkpoint', 'unstamped', 'kysely_migration', 'kysely_migration_lock'];

/** Compares every table of an open read model with those of another file, row by row. */
export async function compareTables(database: ReadModelDatabase, file: string): Promise<TableDifference[]> {
  await sql`ATTACH DATABASE ${file} AS served`.execute(database);
  try {
    const { rows } = await sql<{ name: string }>`SELECT name FROM main.sqlite_master WHERE type = 'table'
      AND name NOT LIKE 'sqlite_%' ORDER BY name`.execute(database);
    const found: TableDifference[] = [];
    for (const { name: table } of rows.filter(({ name }) => !NOT_COMPARED.includes(name))) {
      const missing = await countBeyond(database, `main.${table}`, `served.${table}`);
      const surplus = await countBeyond(database, `served.${table}`, `main.${table}`);
      if (missing + surplus > 0) found.push({ table, missing, surplus });
    }
    return found;
  } finally {
    await sql`DETACH DATABASE served`.execute(database);
  }
}

async function countBeyond(database: ReadModelDatabase, one: string, other: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM
    (SELECT * FROM ${sql.raw(one)} EXCEPT SELECT * FROM ${sql.raw(other)})`.execute(database);
  return rows[0]?.count ?? 0;
}
