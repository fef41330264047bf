// SPDX-License-Identifier: Apache-2.0
import type { Bench } from '../bench-run.js';
import { attestOrder } from '../experiments/orders.js';
import { comparedRow } from '../experiments/rows.js';
import { difference, ratio } from '../measure/compare.js';
import type { Arm } from '../measure/rounds.js';
import { rateOf } from '../measure/sample.js';
import type { BenchNetwork } from './bench-network.js';
import type { FabricExperiment } from './fabric-experiment.js';

const CLIENTS = [1, 32] as const;
const ours = (clients: number): string => `POST /v1/records, one record, ${clients} at once`;
const sdk = (clients: number): string => `fabric-gateway, AttestRecords of one record, ${clients} at once`;

/** What the gateway adds to, and takes from, a submit that a client makes with the SDK. */
export const submits: FabricExperiment = {
  name: 'F-submit',
  run: async (bench: Bench, network: BenchNetwork) => {
    const gateway = await network.gateway();
    const client = await network.sdk();
    const arms: Arm[] = [];
    for (const clients of CLIENTS) {
      const order = await attestOrder(bench, gateway, clients);
      arms.push({ name: ours(clients), run: (seconds) => bench.measure(gateway, { ...order, seconds }) });
      arms.push({
        name: sdk(clients),
        run: (seconds) => client.run(gateway, bench.numbers, { clients, seconds, kind: 'submit' }),
      });
    }
    const rounds = await bench.interleave(`${network.name}: submit`, arms);
    return [
      comparedRow(rounds, {
        name: 'F-submit',
        what: `${network.name}: submit through the gateway vs the SDK, 1 client, added p50`,
        goal: { is: 'at most', value: 2 },
        arms: [ours(1), sdk(1)],
        figure: ({ p50 }) => p50,
        by: difference,
        unit: ' ms',
      }),
      comparedRow(rounds, {
        name: 'F-submit',
        what: `${network.name}: submit through the gateway vs the SDK, 32 clients, records a second`,
        goal: { is: 'at least', value: 0.95 },
        arms: [ours(32), sdk(32)],
        figure: rateOf,
        by: ratio,
        unit: '×',
        notes: ['the gateway gathers what arrives together into one transaction'],
      }),
    ];
  },
};
