// SPDX-License-Identifier: Apache-2.0
import { readSheet } from 'read-excel-file/node';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import { columnsOf } from './mapping.js';
import type { Mapping } from './mapping.js';
import { reason } from './reasons.js';
import type { Row, RowSource } from './row.js';
import { sheetCell } from './sheet-cell.js';
import type { SheetCell } from './sheet-cell.js';

/** A workbook is held in memory as a whole, several times its size. */
const LARGEST_FILE = 20 * 1024 * 1024;
/** Exports often begin with a title; the header is looked for in so many rows. */
const HEADER_WITHIN = 10;

export interface ReadXlsxOptions {
  readonly mapping: Mapping;
  /** Name of the sheet, or its place from 1. Default: the first. */
  readonly sheet?: string;
}

/**
 * Rows of a sheet of an Excel workbook (.xlsx). Columns are those of the first row that has all that the mapping reads.
 * Dates become text in the mapping's first date format. Row numbers are those that Excel shows.
 * @throws {CommandFailure} not a workbook, too large, no such sheet.
 */
export async function readXlsx(bytes: AsyncIterable<Buffer>, options: ReadXlsxOptions): Promise<RowSource> {
  const cells = await cellsOf(await wholeOf(bytes), options.sheet);
  const wanted = columnsOf(options.mapping);
  const names = cells.slice(0, HEADER_WITHIN).map(namesOf);
  const header = names.findIndex((row) => wanted.every((column) => row.includes(column)));
  const columns = names[Math.max(header, 0)] ?? [];
  const [dateFormat = 'YYYY-MM-DD'] = options.mapping.dateFormats;
  const rows = cells
    .slice(Math.max(header, 0) + 1)
    .map((row, index) => rowOf(row, columns, { line: Math.max(header, 0) + index + 2, dateFormat }))
    .filter((row) => row !== undefined);
  return { columns: columns.filter((name) => name !== ''), rows: inTurn(rows) };
}

type SheetRow = readonly SheetCell[];

async function wholeOf(bytes: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    if (size > LARGEST_FILE) {
      throw new CommandFailure(EXIT.FAILED_CHECK, {
        zh: '工作簿超过 20 MiB；请另存为 CSV 后导入，CSV 不限大小。',
        en: 'The workbook exceeds 20 MiB; save it as CSV and import that: a CSV may have any size.',
      });
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

async function cellsOf(file: Buffer, sheet: string | undefined): Promise<readonly SheetRow[]> {
  const place = sheet !== undefined && /^[0-9]{1,4}$/u.test(sheet) ? Number(sheet) : sheet;
  const options = { parseNumber: (text: string) => ({ number: text }), trim: false };
  try {
    const rows = await (place === undefined ? readSheet(file, options) : readSheet(file, place, options));
    return rows as unknown as readonly SheetRow[];
  } catch (error) {
    throw new CommandFailure(
      EXIT.FAILED_CHECK,
      {
        zh: '文件不是可读取的 .xlsx 工作簿（可能加密、损坏或为旧的 .xls），或没有该工作表；请另存为 .xlsx 或 CSV。',
        en: 'Not an .xlsx workbook that can be read (encrypted, damaged or an old .xls), or it has no such sheet; save it as .xlsx or CSV.',
      },
      { cause: error },
    );
  }
}

function namesOf(row: SheetRow): string[] {
  return row.map((cell) => (typeof cell === 'string' ? cell.trim() : ''));
}

function rowOf(
  row: SheetRow,
  columns: readonly string[],
  { line, dateFormat }: { readonly line: number; readonly dateFormat: Mapping['dateFormats'][number] },
): Row | undefined {
  if (row.every((cell) => cell === null || cell === '')) return undefined;
  const cells: Record<string, string> = {};
  let broken: Row['broken'];
  columns.forEach((name, index) => {
    if (name === '') return;
    const { text, fault } = sheetCell(row[index] ?? null, dateFormat);
    cells[name] = text;
    if (fault !== undefined) broken ??= reason(fault, name);
  });
  return broken === undefined ? { line, cells } : { line, cells, broken };
}

// eslint-disable-next-line @typescript-eslint/require-await -- rows come one by one, as from every other format
async function* inTurn(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
}
