// SPDX-License-Identifier: Apache-2.0
import type { LedgerBlock } from '../ledger/ledger.js';
import type { Ledger } from '../ledger/ledger.js';
import { applyWhole } from './apply/apply-whole.js';
import { ReadModelMismatch } from './read-model-mismatch.js';
import { PROJECTION } from './read-model.js';
import type { ReadModelDatabase } from './tables.js';

/** The last block whose effect the tables show. */
export interface Checkpoint {
  readonly block: bigint;
  readonly blockHash: string;
}

export async function readCheckpoint(database: ReadModelDatabase): Promise<Checkpoint | undefined> {
  const row = await database.selectFrom('checkpoint').select(['block', 'blockHash']).executeTakeFirst();
  return row === undefined ? undefined : { block: BigInt(row.block), blockHash: row.blockHash };
}

/**
 * Applies the block after the checkpoint; effect and checkpoint are committed together or not at all.
 * @throws {ReadModelMismatch} if the block does not follow the checkpoint.
 */
export function advance(
  database: ReadModelDatabase,
  checkpoint: Checkpoint | undefined,
  block: LedgerBlock,
): Checkpoint {
  const expected = checkpoint === undefined ? 0n : checkpoint.block + 1n;
  if (block.number !== expected) {
    throw new ReadModelMismatch(`block ${block.number.toString()} came where ${expected.toString()} was due`);
  }
  if (checkpoint !== undefined && block.previousHash !== checkpoint.blockHash) {
    throw new ReadModelMismatch(`block ${block.number.toString()} does not follow the one that was applied last`);
  }
  applyWhole(database, block, (rows) => {
    const row = { id: 1, projection: PROJECTION, block: Number(block.number), blockHash: block.hash };
    rows.replace('checkpoint', row, ['id']);
  });
  return { block: block.number, blockHash: block.hash };
}

/**
 * Makes sure that the tables show a part of this ledger.
 * @throws {ReadModelMismatch} if the ledger is behind the checkpoint, or is another one.
 */
export async function checkLedger(checkpoint: Checkpoint | undefined, ledger: Ledger): Promise<void> {
  if (checkpoint === undefined) return;
  const height = await ledger.height();
  const { block, blockHash } = checkpoint;
  if (height <= block) {
    throw new ReadModelMismatch(`it shows block ${block.toString()}, the ledger has ${height.toString()} blocks`);
  }
  for await (const found of ledger.blocks({ from: block })) {
    if (found.hash === blockHash) return;
    break;
  }
  throw new ReadModelMismatch(`block ${block.toString()} of the ledger is not the one that was applied`);
}
