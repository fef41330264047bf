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
import { NetworkWork } from './network-work.js';

const CLIENTS = [1, 32, 256] as const;
const nameOf = (clients: number): string => `POST /v1/verifications, verdicts, ${clients} clients`;

/** Verifications a second: five materials of three departments, so only where these take part. */
export const verifications: FabricExperiment = {
  name: 'F-verifications',
  on: ['district'],
  run: async (bench: Bench, network: BenchNetwork) => {
    const gateway = await network.gateway();
    const arms: (Arm & { readonly work: NetworkWork })[] = [];
    for (const clients of bench.options.quick ? CLIENTS.slice(0, 2) : CLIENTS) {
      const order = await verifyOrder(bench, gateway, clients, 'verdicts');
      const work = new NetworkWork(network);
      const measure = (seconds: number) => bench.measure(gateway, { ...order, seconds });
      const run: Arm['run'] = (seconds) =>
        work.around(
          () => measure(seconds),
          ({ requests }) => requests,
        );
      arms.push({ name: nameOf(clients), run, work });
    }
    const rounds = await bench.interleave(`${network.name}: verifications`, arms, { rounds: bench.roundsOfRates });
    return arms.map(({ name, work }) => {
      const what = `${network.name}: ${name}`;
      const why = voidReason(rounds, [name]);
      if (why !== undefined) return voidRow('F-verifications', what, why);
      const value = medianOf(rounds, name, rateOf);
      const notes = [...armNotes(rounds, [name]), work.note('verification')];
      return measuredRow('F-verifications', what, `${value.toFixed(1)}/s`, value, notes);
    });
  },
};
