// SPDX-License-Identifier: Apache-2.0
import { NetworkError } from '../errors.js';
import { isConfigBlock, readBlock } from '../protocol/read-block.js';
import type { ReadBlock } from '../protocol/read-block.js';
import type { BlockFile } from './block-file.js';
import type { BlockIndex, BlockPlace, IndexedTransaction } from './block-index.js';
import { damagedBlock } from './damage.js';
import type { Journal } from './journal.js';
import type { ScanEnd } from './scan-blocks.js';

/** So much before the index's savepoint is verified again: it was written last. */
const VERIFIED_AGAIN = 256 * 1024;

interface Files {
  readonly file: BlockFile;
  readonly index: BlockIndex;
  readonly journal: Journal;
}

type Start = Pick<BlockPlace, 'number' | 'at'>;

/**
 * Brings block file and index up to the last block. The block file is cut back to where the journal begins, and what the
 * journal holds is written again: it was not synced there. Of the blocks before, which were, the last 256 KiB is verified again;
 * without an index all are.
 * @param committed number of blocks that the derived stores hold: so many were durable.
 * @throws {NetworkError} on a damaged block, and where blocks that were durable are missing.
 */
export async function repairBlocks({ file, index, journal }: Files, committed: number): Promise<void> {
  const known = Math.max(committed, index.savepoint.height);
  const [first, last] = [journal.entries[0], journal.entries.at(-1)];
  const { end, begin } = await verify(file, index, first?.number);
  if (begin === undefined || last === undefined) {
    assertNothingMissing(file.path, end, Math.max(known, first?.number ?? 0));
  } else if (Math.max(known, end.number) > last.number + 1) {
    throw damagedBlock(last.number + 1, journal.path);
  }
  await file.cut(begin ?? end);
  for (const { number, block } of journal.entries) {
    const place = await file.append(number, block);
    if (number >= index.savepoint.height) await index.add(number, indexEntries(readBlock(block)), place);
  }
}

/** What the index keeps of a block. */
export function indexEntries(block: ReadBlock): IndexedTransaction[] {
  if (isConfigBlock(block)) return [];
  return block.envelopes.map(({ transactionId }, index) => ({
    transactionId,
    validationCode: block.codes[index] ?? 'NOT_VALIDATED',
  }));
}

/** Reads the end of the block file and indexes what the journal does not hold; `begin` is where the journal's first block stands. */
async function verify(
  file: BlockFile,
  index: BlockIndex,
  first: number | undefined,
): Promise<{ end: ScanEnd; begin: Start | undefined }> {
  const blocks = file.scan(await startOf(file, index, first));
  let begin: Start | undefined;
  let next = await blocks.next();
  for (; next.done !== true; next = await blocks.next()) {
    const { number, at, end, content } = next.value;
    if (number === first) begin = { number, at };
    if (begin !== undefined || number < index.savepoint.height) continue;
    await index.add(number, indexEntries(readBlock(content)), { at, end });
  }
  const end = next.value;
  return { end, begin: end.number === first ? end : begin };
}

async function startOf(file: BlockFile, index: BlockIndex, first: number | undefined): Promise<Start> {
  const { height, end } = index.savepoint;
  if (height === 0) return { number: 0, at: 0 };
  const start = await index.lastBlocksFrom(Math.min(end, file.size) - VERIFIED_AGAIN);
  if (first === undefined || first >= start.number) return start;
  return { number: first, at: (await index.placeOf(first)) ?? 0 };
}

function assertNothingMissing(path: string, { number, state }: ScanEnd, known: number): void {
  if (state === 'damaged' || (state === 'torn' && number < known)) throw damagedBlock(number, path);
  if (number >= known) return;
  throw new NetworkError(
    `${path} ends before block ${number}, but ${known} blocks were committed; restore the ledger from a backup, ` +
      'or, if it was put back to an earlier state on purpose, remove the derived folders `index` and `state` beside it',
  );
}
