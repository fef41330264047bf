// SPDX-License-Identifier: Apache-2.0
import type { ImportTable } from '../tables.js';
import type { RowOf, TableRows } from './table-rows.js';

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
  readonly #totals = new Map<string, RowOf<'imports'>>();

  count(key: ImportKey, { at, source, created = 0, superseding = 0, reverted = 0 }: ImportCount): void {
    const name = [key.department, key.importId, key.recordType].join(' ');
    const known = this.#totals.get(name) ?? { ...key, ...source, ...NOTHING, firstAt: at, lastAt: at };
    this.#totals.set(name, {
      ...known,
      // A revert is no part of the import's own time.
      lastAt: created > 0 && at > known.lastAt ? at : known.lastAt,
      created: known.created + created,
      superseding: known.superseding + superseding,
      reverted: known.reverted + reverted,
    });
  }

  add(rows: TableRows): void {
    for (const row of this.#totals.values()) {
      if (rows.insertNew('imports', row)) continue;
      const { department, importId, recordType, lastAt, created, superseding, reverted } = row;
      rows.run(
        `UPDATE imports SET lastAt = iif(?, ?, lastAt), created = created + ?, superseding = superseding + ?,
           reverted = reverted + ? WHERE department = ? AND importId = ? AND recordType = ?`,
        [created > 0, lastAt, created, superseding, reverted, department, importId, recordType],
      );
    }
  }
}

const NOTHING = { created: 0, superseding: 0, reverted: 0 };
