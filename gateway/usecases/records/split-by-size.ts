// SPDX-License-Identifier: Apache-2.0
import type { SealedRecord } from './seal-record.js';

/** What a transaction's response may come to; far below a block's 2 MiB, since entries hold older records too. */
export const LARGEST_RESPONSE = 700 * 1024;
/** Record and result without commitments; a commitment with its name. */
const RECORD_BYTES = 700;
const COMMITMENT_BYTES = 90;

/** About what the statement and the result of a new record add to a transaction's response. */
export function responseBytesOf({ hidden }: SealedRecord): number {
  return RECORD_BYTES + COMMITMENT_BYTES * Object.keys(hidden.claims).length;
}

/** Cuts a batch where the statements about it would outgrow one transaction. Order is kept. */
export function splitBySize(records: readonly SealedRecord[]): SealedRecord[][] {
  const batches: SealedRecord[][] = [];
  let size = Infinity;
  for (const record of records) {
    const bytes = responseBytesOf(record);
    if (size + bytes > LARGEST_RESPONSE) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)?.push(record);
    size += bytes;
  }
  return batches;
}
