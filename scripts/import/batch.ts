// SPDX-License-Identifier: Apache-2.0
import type { SubmittedRecord } from '../../gateway/usecases/records/record-submission.js';
import type { Row } from './row.js';

/** A row on its way, with what it became. */
export interface Pending {
  readonly row: Row;
  readonly record: SubmittedRecord;
}

const BATCH_ROWS = 500;
/** Below the gateway's 2 MiB, with room for what stands around the records. */
const BATCH_BYTES = 2 * 1024 * 1024 - 4096;

/** Groups rows as one request takes them. A record number occurs once in a batch: the later row must come later. */
export async function* batchesOf(rows: AsyncIterable<Pending>): AsyncGenerator<readonly Pending[]> {
  let batch: Pending[] = [];
  let bytes = 0;
  let numbers = new Set<string>();
  for await (const pending of rows) {
    const size = Buffer.byteLength(JSON.stringify(pending.record)) + 1;
    const full = batch.length === BATCH_ROWS || bytes + size > BATCH_BYTES;
    if (batch.length > 0 && (full || numbers.has(pending.record.recordNumber))) {
      yield batch;
      [batch, bytes, numbers] = [[], 0, new Set()];
    }
    batch.push(pending);
    bytes += size;
    numbers.add(pending.record.recordNumber);
  }
  if (batch.length > 0) yield batch;
}
