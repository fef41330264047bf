// SPDX-License-Identifier: Apache-2.0
import { rename, rm } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Ledger } from '../ledger/ledger.js';
import { advance, type Checkpoint } from './checkpoint.js';
import { openReadModel } from './read-model.js';

export interface RebuildOptions {
  /** The read model's file; it must not be open anywhere. */
  readonly file: string;
  readonly ledger: Ledger;
  readonly onProgress?: (blocks: bigint, height: bigint) => void;
}

/**
 * Makes the read model again from block 0 up to the ledger's present height. The old file stays as it is
 * until the new one is complete, then gives way to it. Answers the number of blocks applied.
 */
export async function rebuildReadModel({ file, ledger, onProgress }: RebuildOptions): Promise<bigint> {
  const fresh = `${file}.rebuilding`;
  await remove(fresh);
  const height = await fill(fresh, ledger, onProgress);
  await remove(file);
  await rename(fresh, file);
  await remove(fresh); // the empty log, which closing may leave behind
  return height;
}

async function fill(file: string, ledger: Ledger, onProgress: RebuildOptions['onProgress']): Promise<bigint> {
  const height = await ledger.height();
  const database = await openReadModel(file);
  try {
    if (height === 0n) return height;
    let checkpoint: Checkpoint | undefined;
    for await (const block of ledger.blocks({ from: 0n })) {
      checkpoint = advance(database, checkpoint, block);
      onProgress?.(block.number + 1n, height);
      if (block.number + 1n === height) break;
    }
    // Only the file itself is renamed: nothing may stay behind in its log.
    await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(database);
    return height;
  } finally {
    await database.destroy();
  }
}

/** With what SQLite keeps beside the file. */
async function remove(file: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm']) await rm(`${file}${suffix}`, { force: true });
}
