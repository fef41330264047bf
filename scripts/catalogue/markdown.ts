// SPDX-License-Identifier: Apache-2.0
import type { Title } from '../../chaincode/domain/catalogue/texts.js';

/** Chinese above English, in one cell. */
export function both({ zh, en }: Title): string {
  return `${zh}<br>${en}`;
}

/** A table of Markdown; a cell holds no line break. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}
