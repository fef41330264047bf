// SPDX-License-Identifier: Apache-2.0
import { ledger } from '@hyperledger/fabric-protos';
import { readMessage } from './messages.js';
import type { RangeResult } from './range-reads.js';

const { kvrwset } = ledger.rwset;

/** A range scan as it goes on chain; `endKey` is the last key delivered unless the scan reached its end. */
export interface RangeQuery {
  readonly startKey: string;
  readonly endKey: string;
  readonly exhausted: boolean;
  readonly result: RangeResult;
}

export function rangeQueryMessage(query: RangeQuery): InstanceType<typeof kvrwset.RangeQueryInfo> {
  const message = new kvrwset.RangeQueryInfo();
  message.setStartKey(query.startKey);
  message.setEndKey(query.endKey);
  message.setItrExhausted(query.exhausted);
  const { reads, summary } = query.result;
  if (summary !== undefined) {
    const hashes = new kvrwset.QueryReadsMerkleSummary();
    hashes.setMaxDegree(summary.maxDegree);
    hashes.setMaxLevel(summary.maxLevel);
    hashes.setMaxLevelHashesList([...summary.hashes]);
    message.setReadsMerkleHashes(hashes);
  } else if (reads.length > 0) {
    const raw = new kvrwset.QueryReads();
    raw.setKvReadsList(reads.map(({ key, version }) => readMessage(key, version)));
    message.setRawReads(raw);
  }
  return message;
}
