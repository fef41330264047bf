// SPDX-License-Identifier: Apache-2.0
import type { Kysely } from 'kysely';
import type { SqlValue } from './parameters.js';

export type SqlRow = Readonly<Record<string, SqlValue>>;

/**
 * The statements of a database that {@link openSqlite} opened, without a query builder and without waiting: for the few
 * that run once per record. Each text is prepared once. Not to be used while a transaction of the builder is open.
 */
export interface DirectSql {
  /** Answers how many rows it changed. */
  run(sql: string, parameters: readonly unknown[]): number;
  /** The first row. */
  get(sql: string, parameters: readonly unknown[]): SqlRow | undefined;
  /** All that `act` writes, or nothing if it throws. */
  inTransaction<T>(act: () => T): T;
}

const opened = new WeakMap<object, DirectSql>();

/** @throws {TypeError} for a database that {@link openSqlite} did not open. */
export function directSql<Tables>(database: Kysely<Tables>): DirectSql {
  const direct = opened.get(database);
  if (direct === undefined) throw new TypeError('the database was not opened here');
  return direct;
}

/** For {@link openSqlite} alone. */
export function rememberDirectSql<Tables>(database: Kysely<Tables>, direct: DirectSql): void {
  opened.set(database, direct);
}
