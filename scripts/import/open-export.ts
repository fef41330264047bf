// SPDX-License-Identifier: Apache-2.0
import { createReadStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import { decodeText } from './decode-text.js';
import { columnsOf } from './mapping.js';
import type { Mapping } from './mapping.js';
import { readCsv } from './read-csv.js';
import { readNdjson } from './read-ndjson.js';
import { readXlsx } from './read-xlsx.js';
import type { RowSource } from './row.js';

/** Of the file in which refused rows are given back; a workbook's rows come back as CSV. */
export type ExportFormat = 'csv' | 'ndjson';

export interface OpenExport {
  readonly source: RowSource;
  readonly format: ExportFormat;
}

export interface OpenExportOptions {
  /** `-` is standard input. */
  readonly file: string;
  readonly mapping: Mapping;
  /** Of a workbook: name of the sheet or its place from 1. */
  readonly sheet?: string;
  readonly onBytes: (count: number) => void;
}

/**
 * Opens a department's export: an Excel workbook by its first bytes, NDJSON by the name's ending (standard input: if it
 * begins like an object), else CSV.
 * @throws {CommandFailure} no such file, wrong encoding, missing columns.
 */
export async function openExport({ file, mapping, sheet, onBytes }: OpenExportOptions): Promise<OpenExport> {
  if (file !== '-') await demandReadable(file);
  const stream: AsyncIterable<Buffer> = file === '-' ? process.stdin : createReadStream(file);
  const { start, bytes } = await withStart(counted(stream, onBytes));
  if (WORKBOOKS.some((magic) => start.equals(magic))) {
    const workbook = await readXlsx(bytes, { mapping, ...(sheet === undefined ? {} : { sheet }) });
    demandColumns(workbook.columns, mapping);
    return { source: workbook, format: 'csv' };
  }
  const text = decodeText(bytes, mapping.encoding);
  const first = await text.next();
  const whole = withFirst(first.done === true ? '' : first.value, text);
  const format = formatOf(file, first.done === true ? '' : first.value);
  if (format === 'ndjson') return { source: readNdjson(whole), format };
  const source = await readCsv(whole);
  demandColumns(source.columns, mapping);
  return { source, format };
}

/** A zip archive, and the container of old or encrypted workbooks, which is refused where it is read. */
const WORKBOOKS = [Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.from([0xd0, 0xcf, 0x11, 0xe0])];
const START_BYTES = 4;

/** The first four bytes, and all bytes with those in one piece. */
async function withStart(
  bytes: AsyncGenerator<Buffer>,
): Promise<{ readonly start: Buffer; readonly bytes: AsyncGenerator<Buffer> }> {
  let beginning = Buffer.alloc(0);
  while (beginning.length < START_BYTES) {
    const next = await bytes.next();
    if (next.done === true) break;
    beginning = Buffer.concat([beginning, next.value]);
  }
  return { start: beginning.subarray(0, START_BYTES), bytes: withFirst(beginning, bytes) };
}

function formatOf(file: string, beginning: string): ExportFormat {
  if (file === '-') return beginning.trimStart().startsWith('{') ? 'ndjson' : 'csv';
  return /\.(?:ndjson|jsonl)$/iu.test(file) ? 'ndjson' : 'csv';
}

async function demandReadable(file: string): Promise<void> {
  try {
    await access(file, constants.R_OK);
  } catch (error) {
    throw new CommandFailure(
      EXIT.USAGE,
      { zh: `无法读取文件 ${file}。`, en: `The file ${file} cannot be read.` },
      { cause: error },
    );
  }
}

function demandColumns(columns: readonly string[], mapping: Mapping): void {
  const missing = columnsOf(mapping).filter((column) => !columns.includes(column));
  if (missing.length === 0) return;
  throw new CommandFailure(EXIT.FAILED_CHECK, {
    zh: `表头缺少映射文件所用的列：${missing.join('、')}。`,
    en: `The header lacks columns that the mapping reads: ${missing.join(', ')}.`,
  });
}

async function* counted(bytes: AsyncIterable<Buffer>, onBytes: (count: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    onBytes(chunk.length);
    yield chunk;
  }
}

async function* withFirst<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first;
  yield* rest;
}
