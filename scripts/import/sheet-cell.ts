// SPDX-License-Identifier: Apache-2.0
import { written } from '../demo/days.js';
import type { DateFormat } from './mapping.js';
import type { RowRefusal } from './reasons.js';

/** A cell of a workbook: numbers as the digits that the file holds; `null` is empty or one of Excel's error values. */
export type SheetCell = string | boolean | Date | { readonly number: string } | null;

/** Excel keeps fifteen digits of a number; an identifier or a card number that was typed as one has lost its last ones. */
const EXACT_DIGITS = 15;

/** The cell as text, as a CSV export would have it; with what is wrong where it cannot be trusted. */
export function sheetCell(
  cell: SheetCell,
  dateFormat: DateFormat,
): { readonly text: string; readonly fault?: RowRefusal } {
  if (cell === null) return { text: '' };
  if (typeof cell === 'string') return { text: cell };
  if (typeof cell === 'boolean') return { text: String(cell) };
  if (cell instanceof Date) return { text: dayText(cell, dateFormat) };
  return numberText(cell.number);
}

function numberText(digits: string): { readonly text: string; readonly fault?: RowRefusal } {
  const value = Number(digits);
  const significant = digits
    .replace(/e.*$/iu, '')
    .replace(/^-?0*\.?0*|\./gu, '')
    .replace(/^0+/u, '');
  const large = Math.abs(value) >= 10 ** EXACT_DIGITS;
  if (large || !Number.isFinite(value)) return { text: digits, fault: 'NUMBER_LOST_DIGITS' };
  // 0.1 + 0.2 is kept as 0.30000000000000004 and shown as 0.3.
  if (significant.length > EXACT_DIGITS) return { text: String(Number(value.toPrecision(EXACT_DIGITS))) };
  return { text: String(value) };
}

function dayText(date: Date, format: DateFormat): string {
  return WRITTEN[format](date.toISOString().slice(0, 10));
}

const WRITTEN: Readonly<Record<DateFormat, (day: string) => string>> = {
  'YYYY-MM-DD': written.dashed,
  YYYYMMDD: written.compact,
  YYYY年M月D日: written.chinese,
  'YYYY/M/D': written.slashed,
  'YYYY.M.D': written.dotted,
};
