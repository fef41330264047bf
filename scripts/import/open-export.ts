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
import type { RowSource } from './row.js';

export type ExportFormat = 'csv' | 'ndjson';

/** By the name's ending; standard input is NDJSON if it begins like an object. */
export interface OpenExport {
  readonly source: RowSource;
  readonly format: ExportFormat;
}

/** Opens a department's export. `-` is standard input. @throws {CommandFailure} no such file, wrong encoding, missing columns. */
export async function openExport(
  file: string,
  mapping: Mapping,
  onBytes: (count: number) => void,
): Promise<OpenExport> {
  if (file !== '-') await demandReadable(file);
  const bytes: AsyncIterable<Buffer> = file === '-' ? process.stdin : createReadStream(file);
  const text = decodeText(counted(bytes, onBytes), mapping.encoding);
  const first = await text.next();
  const whole = withFirst(first.done === true ? '' : first.value, text);
  const format = formatOf(file, first.done === true ? '' : first.value);
  if (format === 'ndjson') return { source: readNdjson(whole), format };
  const source = await readCsv(whole);
  demandColumns(source.columns, mapping);
  return { source, format };
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

async function* withFirst(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}
