// SPDX-License-Identifier: Apache-2.0
import { closeSync, openSync } from 'node:fs';
import { Kysely, SqliteDialect, type SqliteStatement } from 'kysely';
import Libsql from 'libsql';
import { rememberDirectSql, type DirectSql, type SqlRow } from './direct-sql.js';
import { fromSqlRow, toSqlValue } from './parameters.js';

/** More distinct statements than the gateway has; beyond it the oldest is prepared anew. */
const PREPARED_STATEMENTS = 300;

export interface SqliteOptions {
  /** `FULL` where a lost row cannot be made again; `NORMAL` (default) where the ledger can rebuild it. */
  readonly synchronous?: 'FULL' | 'NORMAL';
}

/**
 * Opens a SQLite file, made if absent with mode 0600, in WAL mode with foreign keys on, as a Kysely instance.
 * The only way to SQLite in the gateway: parameters pass {@link toSqlValue}, blobs come back as `Uint8Array`.
 * `destroy()` closes the file.
 */
export function openSqlite<Tables>(path: string, options: SqliteOptions = {}): Kysely<Tables> {
  if (path !== ':memory:') closeSync(openSync(path, 'a', 0o600)); // SQLite gives its WAL file the same mode
  const database = new Libsql(path, { timeout: 5000 });
  database.exec('PRAGMA journal_mode = WAL');
  database.exec(`PRAGMA synchronous = ${options.synchronous ?? 'NORMAL'}`);
  database.exec('PRAGMA foreign_keys = ON');
  const prepared = new PreparedStatements(database);
  const dialect = new SqliteDialect({
    database: {
      prepare: (sql) => prepared.get(sql),
      close: () => {
        prepared.clear();
        database.close();
      },
    },
  });
  const kysely = new Kysely<Tables>({ dialect });
  rememberDirectSql(kysely, directly(prepared));
  return kysely;
}

interface Prepared extends SqliteStatement {
  /** Runs it; answers how many rows it changed. */
  change(parameters: readonly unknown[]): number;
  first(parameters: readonly unknown[]): SqlRow | undefined;
}

function directly(prepared: PreparedStatements): DirectSql {
  const run: DirectSql['run'] = (sql, parameters) => prepared.get(sql).change(parameters);
  return {
    run,
    get: (sql, parameters) => prepared.get(sql).first(parameters),
    inTransaction: (act) => {
      run('BEGIN IMMEDIATE', []);
      try {
        const result = act();
        run('COMMIT', []);
        return result;
      } catch (error) {
        run('ROLLBACK', []);
        throw error;
      }
    },
  };
}

class PreparedStatements {
  readonly #database: Libsql.Database;
  readonly #statements = new Map<string, Prepared>();

  constructor(database: Libsql.Database) {
    this.#database = database;
  }

  get(sql: string): Prepared {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = guarded(this.#database.prepare(sql));
    // SQLite carries some pragmas out while it prepares them, so one that is kept would do nothing.
    if (/^\s*pragma/iu.test(sql)) return statement;
    const [oldest] = this.#statements.keys();
    if (oldest !== undefined && this.#statements.size >= PREPARED_STATEMENTS) this.#statements.delete(oldest);
    this.#statements.set(sql, statement);
    return statement;
  }

  clear(): void {
    this.#statements.clear();
  }
}

function guarded(statement: Libsql.Statement): Prepared {
  const bound = (parameters: readonly unknown[]) => parameters.map(toSqlValue);
  return {
    reader: statement.reader,
    all: (parameters) => statement.all(bound(parameters)).map(fromSqlRow),
    run: (parameters) => statement.run(bound(parameters)),
    change: (parameters) => statement.run(bound(parameters)).changes,
    first: (parameters) => firstRow(statement.get(bound(parameters))),
    // Rows are read at once: an unfinished iterator would hold the one connection.
    iterate: (parameters) => statement.all(bound(parameters)).map(fromSqlRow).values(),
  };
}

/** libsql adds how long it took. */
function firstRow(row: unknown): SqlRow | undefined {
  if (typeof row !== 'object' || row === null) return undefined;
  Reflect.deleteProperty(row, '_metadata');
  return fromSqlRow(row) as SqlRow;
}
