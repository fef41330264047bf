// SPDX-License-Identifier: Apache-2.0
import type { DiaryRow, Writer } from './writer.js';

/** SQLite binds at most 32,766 values in one statement. */
const ROWS_PER_STATEMENT = 1000;

/**
 * Puts the rows that one transaction adds into the diaries by their numbers. Its accesses stand in the order of their
 * keys, which says nothing about which was opened first; a diary is read in the order in which its rows came here.
 */
export async function applyDiaryRows(writer: Writer, rows: readonly DiaryRow[]): Promise<void> {
  const ordered = [...rows].sort((one, other) => one.n - other.n);
  for (let start = 0; start < ordered.length; start += ROWS_PER_STATEMENT) {
    await writer.sql
      .insertInto('accessSubjects')
      .values(ordered.slice(start, start + ROWS_PER_STATEMENT))
      .execute();
  }
}
