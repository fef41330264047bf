// SPDX-License-Identifier: Apache-2.0
import { sql as text, type Insertable, type Transaction } from 'kysely';
import type { ImportTable, ReadModelTables } from '../tables.js';

/** Which import, of whom, of what. */
export type ImportKey = Pick<ImportTable, 'department' | 'importId' | 'recordType'>;

export interface ImportCount {
  /** Ledger time. */
  readonly at: string;
  readonly source: { readonly transactionId: string; readonly block: number };
  readonly created?: number;
  readonly superseding?: number;
  readonly reverted?: number;
}

/** What a block adds to imports: one write for each of them, however many records it brings. */
export class ImportTotals {
  readonly #rows = new Map<string, Insertable<ImportTable>>();

  count(key: ImportKey, { at, source, created = 0, superseding = 0, reverted = 0 }: ImportCount): void {
    const name = [key.department, key.importId, key.recordType].join(' ');
    const row = this.#rows.get(name) ?? { ...key, ...source, ...NOTHING, firstAt: at, lastAt: at };
    this.#rows.set(name, {
      ...row,
      // A revert is no part of the import's own time.
      lastAt: created > 0 && at > row.lastAt ? at : row.lastAt,
      created: row.created + created,
      superseding: row.superseding + superseding,
      reverted: row.reverted + reverted,
    });
  }

  async add(sql: Transaction<ReadModelTables>): Promise<void> {
    for (const row of this.#rows.values()) {
      const { lastAt, created, superseding, reverted } = row;
      await sql
        .insertInto('imports')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['department', 'importId', 'recordType']).doUpdateSet({
            lastAt: created > 0 ? lastAt : text.ref('imports.lastAt'),
            created: text`imports.created + ${created}`,
            superseding: text`imports.superseding + ${superseding}`,
            reverted: text`imports.reverted + ${reverted}`,
          }),
        )
        .execute();
    }
  }
}

const NOTHING = { created: 0, superseding: 0, reverted: 0 };
