// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import type { EmbeddedNetwork } from '../../../network/embedded/index.js';
import { history } from './arbitrary-history.js';
import { playHistory } from './play-history.js';
import type { Tally } from './play-history.js';

/** Histories that are played at once: while one waits for the disk another computes. */
const LANES = 4;

export interface Agreement {
  /** What differed first, shrunk to its smallest, with seed and path; nothing if network and model agree. */
  readonly difference: string | undefined;
  readonly played: number;
}

/**
 * Plays random histories, each below keys of its own, until the signal aborts.
 * @param seed - the same seed, the same histories.
 */
export async function playRandomHistories(
  network: EmbeddedNetwork,
  { histories, seed }: { readonly histories: number; readonly seed: number },
  tally: Tally,
  signal?: AbortSignal,
): Promise<Agreement> {
  // The lane that differs first has the network for itself while it looks for the smallest such history.
  let differs: number | undefined;
  const lanes = Array.from({ length: Math.min(LANES, histories) }, async (_, lane) => {
    let count = 0;
    const agrees = fc.asyncProperty(history, async (planned) => {
      if (signal?.aborted === true || (differs ?? lane) !== lane) return;
      try {
        await playHistory(network, planned, `s${seed}-${lane}-${(count += 1)}-`, tally);
      } catch (error) {
        differs ??= lane;
        throw error;
      }
    });
    const numRuns = Math.floor(histories / LANES) + (lane < histories % LANES ? 1 : 0);
    const details = await fc.check(agrees, { numRuns, seed: seed * LANES + lane });
    return { difference: details.failed ? fc.defaultReportMessage(details) : undefined, played: count };
  });
  const played = await Promise.all(lanes);
  const differences = played.flatMap(({ difference }) => difference ?? []);
  return {
    difference:
      differences.length === 0 ? undefined : `with --histories ${histories} --seed ${seed}: ${differences[0]}`,
    played: played.reduce((sum, lane) => sum + lane.played, 0),
  };
}
