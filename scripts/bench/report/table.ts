// SPDX-License-Identifier: Apache-2.0
import type { Row } from '../experiments/experiment.js';

const HEAD = ['row', 'what', 'goal', 'measured', 'verdict'];

/** The rows as a table, notes under each. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map(({ name, what, goal = '', measured, verdict }) => [name, what, goal, measured, verdict]);
  const widths = HEAD.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.flatMap((row, index) => [
    line(row, widths),
    ...(rows[index]?.notes ?? []).map((note) => `    ${note}`),
  ]);
  return [line(HEAD, widths), widths.map((width) => '─'.repeat(width)).join('  '), ...lines].join('\n');
}

function line(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, column) => cell.padEnd(widths[column] ?? 0))
    .join('  ')
    .trimEnd();
}
