// SPDX-License-Identifier: Apache-2.0
import type { District } from '../district.js';

/** One row of an export, by column. */
export type ExportRow = Readonly<Record<string, string | number>>;

/** A department's export of one record type, in its own columns and words. */
export interface ExportFile {
  readonly recordType: string;
  readonly format: 'csv' | 'ndjson';
  readonly encoding: 'utf-8' | 'gb18030';
  readonly rows: (district: District) => ExportRow[];
}

/** A source system's own number: its letters, seven digits, and for several of one person a further part. */
export function numbered(letters: string, index: number, part?: number): string {
  const number = letters + String(index).padStart(7, '0');
  return part === undefined ? number : `${number}-${String(part).padStart(2, '0')}`;
}
