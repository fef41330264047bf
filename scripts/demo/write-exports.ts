// SPDX-License-Identifier: Apache-2.0
import { mkdir, open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { departmentOf } from '../../chaincode/domain/names.js';
import { csvLine } from '../import/csv-line.js';
import { encodeGb18030 } from '../import/encode-gb18030.js';
import type { District } from './district.js';
import { ALL_EXPORTS } from './exports/all-exports.js';
import type { ExportFile, ExportRow } from './exports/export-file.js';

export interface WrittenExport {
  readonly department: string;
  readonly recordType: string;
  readonly file: string;
  readonly rows: number;
}

/**
 * Writes what each department would export, into a folder per department, one piece of the district after the
 * other. Types without a row are left out.
 *
 * @param recordTypes only these; absent: all.
 */
export async function writeExports(
  district: District | Iterable<District>,
  folder: string,
  recordTypes?: readonly string[],
): Promise<WrittenExport[]> {
  const writers = ALL_EXPORTS.filter(({ recordType }) => recordTypes?.includes(recordType) ?? true).map(
    (one) => new ExportWriter(one, folder),
  );
  try {
    for (const part of 'persons' in district ? [district] : district) {
      for (const writer of writers) await writer.write(part);
    }
  } finally {
    for (const writer of writers) await writer.close();
  }
  return writers.flatMap((writer) => writer.written());
}

class ExportWriter {
  readonly #export: ExportFile;
  readonly #file: string;
  #handle: FileHandle | undefined;
  #rows = 0;

  constructor(one: ExportFile, folder: string) {
    const { recordType, format } = one;
    const department = departmentOf(recordType);
    this.#export = one;
    this.#file = join(folder, department, `${recordType.slice(department.length + 1)}.${format}`);
  }

  async write(district: District): Promise<void> {
    const { format, encoding, rows: rowsOf } = this.#export;
    const rows = rowsOf(district);
    const [first] = rows;
    if (first === undefined) return;
    const text = format === 'csv' ? asCsv(rows, Object.keys(first), this.#rows === 0) : asNdjson(rows);
    this.#handle ??= await this.#open();
    await this.#handle.appendFile(encoding === 'gb18030' ? encodeGb18030(text) : Buffer.from(text));
    this.#rows += rows.length;
  }

  async close(): Promise<void> {
    await this.#handle?.close();
  }

  written(): WrittenExport[] {
    const { recordType } = this.#export;
    const rows = this.#rows;
    return rows === 0 ? [] : [{ department: departmentOf(recordType), recordType, file: this.#file, rows }];
  }

  async #open(): Promise<FileHandle> {
    await mkdir(dirname(this.#file), { recursive: true, mode: 0o700 });
    return open(this.#file, 'w', 0o600);
  }
}

function asCsv(rows: readonly ExportRow[], columns: readonly string[], withHeader: boolean): string {
  const lines = rows.map((row) => csvLine(columns.map((column) => String(row[column] ?? ''))));
  return [...(withHeader ? [csvLine(columns)] : []), ...lines].map((line) => `${line}\r\n`).join('');
}

function asNdjson(rows: readonly ExportRow[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
