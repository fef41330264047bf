// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { RecordType } from '../../chaincode/domain/catalogue/record-type.js';
import { request } from '../client/gateway-client.js';
import type { Connection } from '../client/gateway-client.js';
import { importRecords } from './import-records.js';
import type { ImportCounts } from './import-records.js';
import { openExport } from './open-export.js';
import { ProgressBar } from './progress-bar.js';
import { readMapping } from './read-mapping.js';
import { RefusedRows } from './refused-rows.js';

export interface ImportFileOptions {
  readonly connection: Connection;
  readonly recordType: string;
  readonly file: string;
  readonly dryRun: boolean;
  readonly mappingFile?: string;
  readonly refusedFile?: string;
  /** Of a workbook: name of the sheet or its place from 1. */
  readonly sheet?: string;
  readonly signal?: AbortSignal;
}

export interface ImportSummary extends ImportCounts {
  /** The name of this run on the ledger: a UUID. */
  readonly importId: string;
  readonly recordType: string;
  readonly file: string;
  readonly dryRun: boolean;
  readonly interrupted: boolean;
  /** Where refused rows stand; `null` if none was refused. */
  readonly refusedFile: string | null;
  readonly seconds: number;
}

const RecordTypeAnswer = Type.Object({ recordType: RecordType });

/** Imports one export into a gateway, with a progress bar on a terminal. Safe to run again at any time. */
export async function importFile(options: ImportFileOptions): Promise<ImportSummary> {
  const { recordType, file, dryRun, signal } = options;
  const started = Date.now();
  const importId = randomUUID();
  const bar = new ProgressBar(recordType, await sizeOf(file));
  try {
    const { counts, refusedFile } = await importRows(options, importId, bar);
    return {
      importId,
      recordType,
      file,
      dryRun,
      ...counts,
      interrupted: signal?.aborted === true,
      refusedFile,
      seconds: Math.round((Date.now() - started) / 100) / 10,
    };
  } finally {
    bar.stop();
  }
}

async function importRows(options: ImportFileOptions, importId: string, bar: ProgressBar) {
  const { connection, recordType, file, dryRun, signal } = options;
  const mapping = await readMapping(recordType, options.mappingFile);
  const type = await recordTypeOf(connection, recordType);
  const sheet = options.sheet === undefined ? {} : { sheet: options.sheet };
  const onBytes = bar.read.bind(bar);
  const { source, format } = await openExport({ file, mapping, ...sheet, onBytes });
  const refusedFile = options.refusedFile ?? `${file === '-' ? recordType : file}.refused.${format}`;
  const refused = new RefusedRows({ file: refusedFile, columns: source.columns, format, encoding: mapping.encoding });
  const stop = signal === undefined ? {} : { signal };
  const onProgress = bar.show.bind(bar);
  const run = { connection, type, mapping, source, refused, importId, dryRun, ...stop, onProgress };
  const counts = await importRecords(run).finally(() => refused.close());
  return { counts, refusedFile: refused.count > 0 ? refusedFile : null };
}

async function recordTypeOf(connection: Connection, code: string): Promise<RecordType> {
  const answer = await request(connection, `/v1/record-types/${encodeURIComponent(code)}`, { retries: 3 });
  return Value.Parse(RecordTypeAnswer, answer).recordType;
}

async function sizeOf(file: string): Promise<number> {
  return file === '-'
    ? 0
    : stat(file).then(
        ({ size }) => size,
        () => 0,
      );
}
