// SPDX-License-Identifier: Apache-2.0
import type { Counter } from '../queries/counts.js';
import type { ImportTotals } from './import-totals.js';
import type { RowOf, TableRows } from './table-rows.js';

export type DiaryRow = RowOf<'accessSubjects'>;

/** Where rows of one ledger transaction go, inside the SQL transaction of its block. */
export interface Writer {
  readonly rows: TableRows;
  /** Columns that every row carries. */
  readonly source: { readonly transactionId: string; readonly block: number };
  /** Ledger time. */
  readonly at: string;
  count(name: Counter, label: string): void;
  /** The import in whose name the transaction attests, if it names one. */
  readonly importId?: string;
  /** Adds to what the imports of the block come to. */
  readonly imports: ImportTotals;
  /** A row for one subject's diary; written with the others of the transaction by `applyDiaryRows`. */
  addDiaryRow(row: DiaryRow): void;
}
