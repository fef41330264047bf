// SPDX-License-Identifier: Apache-2.0
import { setTimeout as pause } from 'node:timers/promises';
import { submitBatch } from './submit-batch.js';

/** Submits one transaction that shares with nobody, again after a conflict. @throws what the last try threw. */
export async function submitAlone<R>(submit: () => Promise<R>): Promise<R> {
  const [settled] = await submitBatch([undefined], {
    submit: async () => [{ value: await submit() }],
    random: Math.random,
    pause: async (milliseconds) => {
      await pause(milliseconds);
    },
  });
  if (settled !== undefined && 'result' in settled) return settled.result.value;
  throw settled?.error;
}
