// SPDX-License-Identifier: Apache-2.0
import type { Bench } from '../bench-run.js';
import { verifyOrder } from '../experiments/orders.js';
import { measuredRow, voidRow } from '../experiments/rows.js';
import { medianOf, voidReason } from '../measure/compare.js';
import type { Arm } from '../measure/rounds.js';
import { rateOf } from '../measure/sample.js';
import { armNotes } from '../report/arm-notes.js';
import type { BenchNetwork } from './bench-network.js';
import type { FabricExperiment } from './fabric-experiment.js';

const CLIENTS = [1, 32, 256] as const;
const nameOf = (clients: number): string => `POST /v1/verifications, verdicts, ${clients} clients`;

/** Verifications a second: five materials of three departments, so only where these take part. */
export const verifications: FabricExperiment = {
  name: 'F-verifications',
  on: ['district'],
  run: async (bench: Bench, network: BenchNetwork) => {
    const gateway = await network.gateway();
    const arms: Arm[] = [];
    for (const clients of bench.options.quick ? CLIENTS.slice(0, 2) : CLIENTS) {
      const order = await verifyOrder(bench, gateway, clients, 'verdicts');
      arms.push({ name: nameOf(clients), run: (seconds) => bench.measure(gateway, { ...order, seconds }) });
    }
    const rounds = await bench.interleave(`${network.name}: verifications`, arms, { rounds: bench.roundsOfRates });
    return arms.map(({ name }) => {
      const what = `${network.name}: ${name}`;
      const why = voidReason(rounds, [name]);
      if (why !== undefined) return voidRow('F-verifications', what, why);
      const value = medianOf(rounds, name, rateOf);
      return measuredRow('F-verifications', what, `${value.toFixed(1)}/s`, value, [...armNotes(rounds, [name])]);
    });
  },
};
