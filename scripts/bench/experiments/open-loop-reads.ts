// SPDX-License-Identifier: Apache-2.0
import type { Bench } from '../bench-run.js';
import { difference } from '../measure/compare.js';
import type { Arm } from '../measure/rounds.js';
import type { Experiment } from './experiment.js';
import { storedAnswers } from './read-answers.js';
import { comparedRow } from './rows.js';

const RATES = [1_000, 4_000] as const;
const CONNECTIONS = 64;
const LEAST_SECONDS = 1;

const ours = (rate: number) => `GET verification at ${rate}/s`;
const raw = (rate: number) => `raw GET at ${rate}/s`;

/** G10: what a reader waits at a given rate, beyond what the framework alone makes them wait. */
export const openLoopReads: Experiment = {
  names: ['G10'],
  run: async (bench: Bench) => {
    const [gateway, bare] = [await bench.gateway(), await bench.raw()];
    const { paths, text, headers } = await storedAnswers(bench, gateway);
    await bare.answer(text);
    const order = { clients: CONNECTIONS, headers };
    const arms = RATES.flatMap((rate): Arm[] => [
      {
        name: ours(rate),
        run: (seconds) => bench.measure(gateway, { ...order, seconds, rate, asking: { kind: 'get', paths } }),
      },
      {
        name: raw(rate),
        run: (seconds) => bench.measure(bare, { ...order, seconds, rate, asking: { kind: 'get', paths: ['/raw'] } }),
      },
    ]);
    const rounds = await bench.interleave('G10', arms, { seconds: Math.max(LEAST_SECONDS, bench.seconds) });
    return RATES.map((rate) =>
      comparedRow(rounds, {
        name: 'G10',
        what: `p99 of GET verification minus p99 of raw GET, open loop at ${rate}/s`,
        goal: { is: 'at most', value: 2 },
        arms: [ours(rate), raw(rate)],
        figure: ({ p99 }) => p99,
        by: difference,
        unit: ' ms',
      }),
    );
  },
};
