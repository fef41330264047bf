// SPDX-License-Identifier: Apache-2.0
import { percentile } from './statistics.js';
import type { Sample } from './sample.js';

/** How many ask at once, and for how long they begin with another one. */
export interface Asking {
  readonly clients: number;
  readonly seconds: number;
}

/**
 * Asks each request once, from the last to the first, in this process; the sample has this process's own CPU time.
 * @throws {RangeError} there were fewer requests than time. What `ask` rejects with.
 */
export async function askEach<T>(
  requests: readonly T[],
  { clients, seconds }: Asking,
  ask: (request: T) => Promise<unknown>,
): Promise<Sample> {
  const waiting = [...requests];
  const times: number[] = [];
  const { user, system } = process.cpuUsage();
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < began + seconds * 1000) {
        const next = waiting.pop();
        if (next === undefined) throw new RangeError('too few requests were prepared');
        const since = performance.now();
        await ask(next);
        times.push(performance.now() - since);
      }
    }),
  );
  const used = process.cpuUsage({ user, system });
  return {
    requests: times.length,
    failed: 0,
    seconds: (performance.now() - began) / 1000,
    p50: percentile(times, 50),
    p99: percentile(times, 99),
    cpuMicros: (used.user + used.system) / times.length,
  };
}
