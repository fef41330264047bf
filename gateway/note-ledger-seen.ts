// SPDX-License-Identifier: Apache-2.0
import type { ReadModelDatabase } from './readmodel/tables.js';
import { readCheckpoint } from './readmodel/checkpoint.js';
import { writeLedgerSeen } from './ledger-seen.js';

/** At most so much of what was acknowledged is not noted. */
const EVERY_MS = 1_000;

/** Notes, about every second, which block the read model shows: the last one whose effect anybody can have been shown. */
export function noteLedgerSeen(file: string, database: ReadModelDatabase): { stop(): Promise<void> } {
  let noted = '';
  const note = async (): Promise<void> => {
    const checkpoint = await readCheckpoint(database);
    if (checkpoint === undefined || checkpoint.blockHash === noted) return;
    await writeLedgerSeen(file, { height: Number(checkpoint.block) + 1, hash: checkpoint.blockHash });
    noted = checkpoint.blockHash;
  };
  let running: Promise<void> = Promise.resolve();
  const next = (): void => {
    // A note that cannot be written must not end the service; the next one is tried in a second.
    running = running.then(note).catch(() => undefined);
  };
  const timer = setInterval(next, EVERY_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      next();
      await running;
    },
  };
}
