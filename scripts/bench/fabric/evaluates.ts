// SPDX-License-Identifier: Apache-2.0
import type { Bench } from '../bench-run.js';
import { comparedRow } from '../experiments/rows.js';
import { recordsBody } from '../load/bodies.js';
import { difference, ratio } from '../measure/compare.js';
import type { Arm } from '../measure/rounds.js';
import { rateOf } from '../measure/sample.js';
import type { BenchNetwork } from './bench-network.js';
import type { FabricExperiment } from './fabric-experiment.js';

const CLIENTS = [1, 32] as const;
const BODIES = 200;
const ours = (clients: number): string => `POST /v1/records?dryRun=true, one record, ${clients} at once`;
const sdk = (clients: number): string => `fabric-gateway, CompareRecords of one record, ${clients} at once`;

/** What the gateway adds to a question that a client asks a peer with the SDK. */
export const evaluates: FabricExperiment = {
  name: 'F-evaluate',
  run: async (bench: Bench, network: BenchNetwork) => {
    const gateway = await network.gateway();
    const client = await network.sdk();
    const headers = await gateway.headers('data-bureau', 'attester');
    const from = bench.takeNumbers(BODIES);
    const bodies = Array.from({ length: BODIES }, (_, index) => recordsBody(from + index, 1));
    const asking = { kind: 'post', begin: 0, paths: ['/v1/records?dryRun=true'], bodies } as const;
    const arms = CLIENTS.flatMap((clients): Arm[] => [
      {
        name: ours(clients),
        run: (seconds) => bench.measure(gateway, { clients, seconds, headers, asking, expect: '"CREATED"' }),
      },
      {
        name: sdk(clients),
        run: (seconds) => client.run(gateway, bench.numbers, { clients, seconds, kind: 'evaluate' }),
      },
    ]);
    const rounds = await bench.interleave(`${network.name}: evaluate`, arms);
    return [
      comparedRow(rounds, {
        name: 'F-evaluate',
        what: `${network.name}: evaluate through the gateway vs the SDK, 1 client, added p50`,
        goal: { is: 'at most', value: 1 },
        arms: [ours(1), sdk(1)],
        figure: ({ p50 }) => p50,
        by: difference,
        unit: ' ms',
      }),
      comparedRow(rounds, {
        name: 'F-evaluate',
        what: `${network.name}: evaluate through the gateway vs the SDK, 32 clients, answers a second`,
        goal: { is: 'at least', value: 0.85 },
        arms: [ours(32), sdk(32)],
        figure: rateOf,
        by: ratio,
        unit: '×',
      }),
    ];
  },
};
