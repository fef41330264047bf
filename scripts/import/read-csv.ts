// SPDX-License-Identifier: Apache-2.0
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import { reason } from './reasons.js';
import type { Row, RowSource } from './row.js';

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Rows of a CSV file (RFC 4180; a header line; empty lines are skipped). @throws {CommandFailure} for a quote that never closes. */
export async function readCsv(text: AsyncIterable<string>): Promise<RowSource> {
  const parser = Readable.from(text).pipe(
    parse({ info: true, relax_column_count: true, skip_empty_lines: true, max_record_size: 1_048_576 }),
  );
  const records = (parser as AsyncIterable<Parsed>)[Symbol.asyncIterator]();
  const first = await next(records);
  const columns = (first?.record ?? []).map((name) => name.trim());
  return { columns, rows: rowsOf(records, columns) };
}

async function* rowsOf(records: AsyncIterator<Parsed>, columns: readonly string[]): AsyncGenerator<Row> {
  for (let parsed = await next(records); parsed !== undefined; parsed = await next(records)) {
    const { record, info } = parsed;
    const line = info.lines - record.join('').split('\n').length + 1;
    const cells = Object.fromEntries(columns.map((name, index) => [name, record[index] ?? '']));
    yield record.length === columns.length ? { line, cells } : { line, cells, broken: reason('ROW_SHAPE') };
  }
}

async function next(records: AsyncIterator<Parsed>): Promise<Parsed | undefined> {
  try {
    const result = await records.next();
    return result.done === true ? undefined : result.value;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new CommandFailure(
      EXIT.FAILED_CHECK,
      {
        zh: `CSV 格式有误，其后各行无法读取：${error.code}`,
        en: `The CSV is broken and cannot be read any further: ${error.code}`,
      },
      { cause: error },
    );
  }
}
