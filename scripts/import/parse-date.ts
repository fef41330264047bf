// SPDX-License-Identifier: Apache-2.0
import { isDay } from '../../chaincode/domain/time.js';
import type { DateFormat } from './mapping.js';

const PATTERNS: Readonly<Record<DateFormat, RegExp>> = {
  'YYYY-MM-DD': /^(\d{4})-(\d{2})-(\d{2})$/u,
  YYYYMMDD: /^(\d{4})(\d{2})(\d{2})$/u,
  YYYY年M月D日: /^(\d{4})年(\d{1,2})月(\d{1,2})日$/u,
  'YYYY/M/D': /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/u,
  'YYYY.M.D': /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/u,
};

/** The day in the first format that fits, as `YYYY-MM-DD`; `undefined` if none fits or the day does not exist. */
export function parseDate(text: string, formats: readonly DateFormat[]): string | undefined {
  for (const format of formats) {
    const parts = PATTERNS[format].exec(text);
    if (parts === null) continue;
    const [, year = '', month = '', day = ''] = parts;
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (isDay(date)) return date;
  }
  return undefined;
}
