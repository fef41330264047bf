// SPDX-License-Identifier: Apache-2.0
import type { Row } from '../experiments/experiment.js';

/** The rows as a table of Markdown, and the notes below it, as docs/performance.md has them. */
export function markdown(rows: readonly Row[]): string {
  const lines = rows.map(({ name, what, goal = '', measured, verdict }) =>
    [name, what, goal, measured, verdict].map((cell) => cell.replaceAll('|', '\\|')).join(' | '),
  );
  const notes = rows.map(({ name, what, notes: of }) => [`- **${name}**, ${what}`, ...of.map((note) => `  - ${note}`)]);
  return [
    '| row | what | goal | measured | verdict |',
    '|---|---|---|---|---|',
    ...lines.map((line) => `| ${line} |`),
    '',
    ...notes.flat(),
  ].join('\n');
}
