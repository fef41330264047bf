// SPDX-License-Identifier: Apache-2.0
import type { Selectable } from 'kysely';
import type { DirectSql } from '../../sqlite/direct-sql.js';
import type { ReadModelTables } from '../tables.js';

type TableName = keyof ReadModelTables;
/** A row with every column that is not numbered by itself. */
export type RowOf<T extends TableName> = Omit<Selectable<ReadModelTables[T]>, 'ordinal'>;
type Column<T extends TableName> = keyof RowOf<T> & string;

interface Statement {
  readonly sql: string;
  readonly columns: readonly string[];
}

/**
 * Rows of the read model's tables, one prepared statement for each kind of write: what a record costs here, every record
 * of an import costs. All rows of a table name the same columns.
 */
export class TableRows {
  readonly #sql: DirectSql;
  readonly #statements = new Map<string, Statement>();

  constructor(sql: DirectSql) {
    this.#sql = sql;
  }

  insert<T extends TableName>(table: T, row: RowOf<T>): void {
    this.#write(`INSERT INTO ${table}`, row, '');
  }

  /** `false`, with nothing written, where a row of this key is there already. */
  insertNew<T extends TableName>(table: T, row: RowOf<T>): boolean {
    return this.#write(`INSERT INTO ${table}`, row, ' ON CONFLICT DO NOTHING') > 0;
  }

  /** In the place of the row of this key, if there is one; `kept` columns stay as they were. */
  replace<T extends TableName>(table: T, row: RowOf<T>, kept: readonly Column<T>[]): void {
    const changed = Object.keys(row).filter((column) => !kept.some((one) => one === column));
    const changes = changed.map((column) => `${column} = excluded.${column}`).join(', ');
    this.#write(`INSERT INTO ${table}`, row, ` ON CONFLICT DO UPDATE SET ${changes}`);
  }

  /** The first row of which this holds. */
  find<T extends TableName, C extends Column<T>>(
    table: T,
    columns: readonly C[],
    where: Readonly<Partial<RowOf<T>>>,
  ): Pick<RowOf<T>, C> | undefined {
    const conditions = Object.keys(where).map((column) => `${column} = ?`);
    const sql = `SELECT ${columns.join(', ')} FROM ${table} WHERE ${conditions.join(' AND ')} LIMIT 1`;
    return this.#sql.get(sql, Object.values(where)) as Pick<RowOf<T>, C> | undefined;
  }

  /** What is no plain row. */
  run(sql: string, parameters: readonly unknown[]): void {
    this.#sql.run(sql, parameters);
  }

  #write(start: string, row: object, end: string): number {
    const kind = start + end;
    let statement = this.#statements.get(kind);
    if (statement === undefined) {
      const columns = Object.keys(row);
      const places = columns.map(() => '?').join(', ');
      statement = { sql: `${start} (${columns.join(', ')}) VALUES (${places})${end}`, columns };
      this.#statements.set(kind, statement);
    }
    const values = row as Readonly<Record<string, unknown>>;
    return this.#sql.run(
      statement.sql,
      statement.columns.map((column) => values[column]),
    );
  }
}
