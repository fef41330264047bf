// SPDX-License-Identifier: Apache-2.0
import type { MerkleSummary } from '../rwset/merkle-tree.js';
import { RangeReads } from '../rwset/range-reads.js';
import type { RangeRead, RangeResult } from '../rwset/range-reads.js';
import { sameVersion } from '../store/version.js';

/** Whether a repeated scan gives exactly what was recorded. */
export function sameRange(recorded: RangeResult, rows: AsyncIterable<RangeRead>): Promise<boolean> {
  return recorded.summary === undefined ? sameReads(recorded.reads, rows) : sameSummary(recorded.summary, rows);
}

async function sameReads(reads: readonly RangeRead[], rows: AsyncIterable<RangeRead>): Promise<boolean> {
  let index = 0;
  for await (const row of rows) {
    const read = reads[index];
    if (read?.key !== row.key || !sameVersion(read.version, row.version)) return false;
    index += 1;
  }
  return index === reads.length;
}

/** Compares each hash of the top level as soon as it is built, so that a long range that differs early ends early. */
async function sameSummary(recorded: MerkleSummary, rows: AsyncIterable<RangeRead>): Promise<boolean> {
  const repeated = new RangeReads(recorded.maxDegree);
  let matched = 0;
  for await (const row of rows) {
    repeated.add(row.key, row.version);
    const { maxLevel, hashes } = repeated.summary;
    if (maxLevel < recorded.maxLevel || hashes.length === matched) continue;
    if (hashes.length > recorded.hashes.length || !equalHash(hashes[matched], recorded.hashes[matched])) return false;
    matched += 1;
  }
  const { summary } = repeated.finish();
  return summary !== undefined && equalSummaries(recorded, summary);
}

function equalSummaries(left: MerkleSummary, right: MerkleSummary): boolean {
  return (
    left.maxDegree === right.maxDegree &&
    left.maxLevel === right.maxLevel &&
    left.hashes.length === right.hashes.length &&
    left.hashes.every((hash, index) => equalHash(hash, right.hashes[index]))
  );
}

function equalHash(left: Uint8Array | undefined, right: Uint8Array | undefined): boolean {
  return left !== undefined && right !== undefined && Buffer.compare(left, right) === 0;
}
