// SPDX-License-Identifier: Apache-2.0
import type { DiaryRow, Writer } from './writer.js';

/**
 * Puts the rows that one transaction adds into the diaries by their numbers. Its accesses stand in the order of their
 * keys, which says nothing about which was opened first; a diary is read in the order in which its rows came here.
 */
export function applyDiaryRows({ rows }: Pick<Writer, 'rows'>, added: readonly DiaryRow[]): void {
  for (const row of [...added].sort((one, other) => one.n - other.n)) rows.insert('accessSubjects', row);
}
