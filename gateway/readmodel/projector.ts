// SPDX-License-Identifier: Apache-2.0
import { setImmediate } from 'node:timers/promises';
import type { Ledger } from '../ledger/ledger.js';
import { advance, checkLedger, readCheckpoint, type Checkpoint } from './checkpoint.js';
import type { ReadModelDatabase } from './tables.js';
import { Waiters } from './waiters.js';

/** Keeps the read model up with the ledger. */
export interface Projector {
  /** Number of blocks whose effect the tables show. */
  readonly height: bigint;
  /** Why it stopped by itself; `undefined` while it runs and after {@link stop}. */
  readonly fault: Error | undefined;
  /** `true` once the block's effect shows, `false` if it does not within the time or the projector has stopped. */
  waitFor(blockNumber: bigint, milliseconds: number): Promise<boolean>;
  /** Finishes the block at hand and ends. */
  stop(): Promise<void>;
}

export interface ProjectorOptions {
  readonly database: ReadModelDatabase;
  readonly ledger: Ledger;
  /** Called once if it has to stop by itself. The tables stay as of the last block that was applied. */
  readonly onFault?: (fault: Error) => void;
}

/**
 * Follows the ledger's blocks from the checkpoint on.
 * @throws {ReadModelMismatch} if the tables show another ledger, or more than this one has.
 */
export async function startProjector({ database, ledger, onFault }: ProjectorOptions): Promise<Projector> {
  let checkpoint = await readCheckpoint(database);
  await checkLedger(checkpoint, ledger);
  const waiters = new Waiters();
  const abort = new AbortController();
  let fault: Error | undefined;

  const following = follow(ledger, database, checkpoint, abort.signal, (reached) => {
    checkpoint = reached;
    waiters.reached(reached.block);
  })
    .catch((error: unknown) => {
      fault = error instanceof Error ? error : new Error(String(error));
      onFault?.(fault);
    })
    .finally(() => {
      waiters.end();
    });

  return {
    get height() {
      return checkpoint === undefined ? 0n : checkpoint.block + 1n;
    },
    get fault() {
      return fault;
    },
    waitFor: (blockNumber, milliseconds) =>
      checkpoint !== undefined && checkpoint.block >= blockNumber
        ? Promise.resolve(true)
        : waiters.wait(blockNumber, milliseconds),
    stop: async () => {
      abort.abort();
      await following;
    },
  };
}

async function follow(
  ledger: Ledger,
  database: ReadModelDatabase,
  start: Checkpoint | undefined,
  signal: AbortSignal,
  reached: (checkpoint: Checkpoint) => void,
): Promise<void> {
  let checkpoint = start;
  const from = checkpoint === undefined ? 0n : checkpoint.block + 1n;
  for await (const block of ledger.blocks({ from, signal })) {
    checkpoint = advance(database, checkpoint, block);
    reached(checkpoint);
    if (signal.aborted) return;
    // SQLite answers at once, so without this a long backlog would keep requests waiting.
    await setImmediate();
  }
}
