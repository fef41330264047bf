// SPDX-License-Identifier: Apache-2.0
import { NetworkError } from '../errors.js';
import { isConfigBlock, readBlock } from '../protocol/read-block.js';
import type { ReadBlock } from '../protocol/read-block.js';
import type { BlockFile } from './block-file.js';
import type { BlockIndex, BlockPlace, IndexedTransaction } from './block-index.js';
import { damagedBlock } from './damage.js';

/** So much before the index's savepoint is verified again: it was written last. */
const VERIFIED_AGAIN = 1024 * 1024;

/**
 * Verifies the end of the block file, brings the index up to its last whole block and cuts what a crash left half written
 * behind it. What the index knows is not read again, but for the last MiB; without an index all is read.
 * @param committed number of blocks that the derived stores hold: so many were durable.
 * @throws {NetworkError} on a damaged block, and where blocks that were durable are missing.
 */
export async function repairBlocks(file: BlockFile, index: BlockIndex, committed: number): Promise<void> {
  const known = Math.max(committed, index.savepoint.height);
  const blocks = file.scan(await startOf(file, index));
  let next = await blocks.next();
  for (; next.done !== true; next = await blocks.next()) {
    if (next.value.number < index.savepoint.height) continue;
    await index.add(next.value.number, indexEntries(readBlock(next.value.content)), next.value);
  }
  const { number, at, state } = next.value;
  if (state === 'damaged' || (state === 'torn' && number < known)) throw damagedBlock(number, file.path);
  if (number < known) throw missingBlocks(file.path, number, known);
  await file.cut({ number, at });
}

/** What the index keeps of a block. */
export function indexEntries(block: ReadBlock): IndexedTransaction[] {
  if (isConfigBlock(block)) return [];
  return block.envelopes.map(({ transactionId }, index) => ({
    transactionId,
    validationCode: block.codes[index] ?? 'NOT_VALIDATED',
  }));
}

/** A file that ends before what the index knows is read from its start, to find the first block that is missing. */
async function startOf(file: BlockFile, index: BlockIndex): Promise<Pick<BlockPlace, 'number' | 'at'>> {
  const { height, end } = index.savepoint;
  if (height === 0 || end > file.size) return { number: 0, at: 0 };
  return index.lastBlocksFrom(end - VERIFIED_AGAIN);
}

function missingBlocks(path: string, number: number, known: number): NetworkError {
  return new NetworkError(
    `${path} ends before block ${number}, but ${known} blocks were committed; restore the ledger from a backup, ` +
      'or, if it was put back to an earlier state on purpose, remove the derived folders `index` and `state` beside it',
  );
}
