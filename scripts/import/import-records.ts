// SPDX-License-Identifier: Apache-2.0
import type { RecordType } from '../../chaincode/domain/catalogue/record-type.js';
import type { Connection } from '../client/gateway-client.js';
import { batchesOf } from './batch.js';
import type { Pending } from './batch.js';
import { mapRow } from './map-row.js';
import type { Mapping } from './mapping.js';
import type { RefusedRows } from './refused-rows.js';
import type { RowSource } from './row.js';
import { sendBatch } from './send-batch.js';
import type { Fate, SendOptions } from './send-batch.js';

export interface ImportRun {
  readonly connection: Connection;
  readonly type: RecordType;
  readonly mapping: Mapping;
  readonly source: RowSource;
  readonly refused: RefusedRows;
  readonly importId: string;
  readonly dryRun: boolean;
  /** Once aborted no further row is read; what is on its way is waited for. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (counts: ImportCounts) => void;
}

export interface ImportCounts {
  rows: number;
  created: number;
  superseded: number;
  unchanged: number;
  refused: number;
}

const IN_FLIGHT = 2;
const COUNTED_AS = {
  CREATED: 'created',
  SUPERSEDED: 'superseded',
  UNCHANGED: 'unchanged',
  REFUSED: 'refused',
} as const;

/**
 * Reads, checks and sends an export. Sending the same row again changes nothing, so an interrupted run is
 * continued by running it again: what arrived counts as unchanged.
 *
 * @throws {GatewayFailure | NoAnswer} when the gateway stays away, busy or unwilling; earlier batches stand.
 */
export async function importRecords(run: ImportRun): Promise<ImportCounts> {
  const counts: ImportCounts = { rows: 0, created: 0, superseded: 0, unchanged: 0, refused: 0 };
  const { connection, dryRun, type, importId } = run;
  const { code: recordType, version } = type;
  const options: SendOptions = { connection, dryRun, importId, recordType, version, enough: run.signal };
  const flying: { readonly numbers: ReadonlySet<string>; readonly done: Promise<void> }[] = [];
  try {
    for await (const batch of batchesOf(sendable(run, counts))) {
      const numbers = new Set(batch.map(({ record }) => record.recordNumber));
      // The later of two rows with one number must arrive later.
      while (flying.length >= IN_FLIGHT || flying.some((other) => overlaps(other.numbers, numbers))) {
        await flying.shift()?.done;
      }
      const done = sendBatch(options, batch).then((fates) => settle(run, counts, batch, fates));
      done.catch(() => undefined); // thrown where it is awaited, not before
      flying.push({ numbers, done });
    }
  } finally {
    await Promise.allSettled(flying.map(({ done }) => done));
  }
  for (const { done } of flying) await done;
  return counts;
}

async function* sendable(run: ImportRun, counts: ImportCounts): AsyncGenerator<Pending> {
  for await (const row of run.source.rows) {
    if (run.signal?.aborted === true) return;
    counts.rows += 1;
    const mapped = mapRow(run.mapping, run.type, row);
    if ('record' in mapped) {
      yield { row, record: mapped.record };
    } else {
      counts.refused += 1;
      await run.refused.add(row, mapped.refused);
    }
  }
}

async function settle(
  run: ImportRun,
  counts: ImportCounts,
  batch: readonly Pending[],
  fates: readonly Fate[],
): Promise<void> {
  for (const [index, { status, code = 'REFUSED', detail = '' }] of fates.entries()) {
    counts[COUNTED_AS[status]] += 1;
    const row = batch[index]?.row;
    if (status === 'REFUSED' && row !== undefined) await run.refused.add(row, { code, text: detail });
  }
  run.onProgress?.(counts);
}

function overlaps(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const member of a) if (b.has(member)) return true;
  return false;
}
