// SPDX-License-Identifier: Apache-2.0
import type { Bench } from '../bench-run.js';
import { storedAnswers } from '../experiments/read-answers.js';
import { comparedRow } from '../experiments/rows.js';
import { ratio } from '../measure/compare.js';
import { rateOf } from '../measure/sample.js';
import type { BenchNetwork } from './bench-network.js';
import type { FabricExperiment } from './fabric-experiment.js';

const CLIENTS = 32;
const OURS = `GET /v1/verifications/{id}, ${CLIENTS} clients`;
const PEER = `evaluate on a peer by the SDK, ${CLIENTS} at once`;

/** What the read model answers, against asking a peer. */
export const reads: FabricExperiment = {
  name: 'F-reads',
  on: ['district'],
  run: async (bench: Bench, network: BenchNetwork) => {
    const gateway = await network.gateway();
    const client = await network.sdk();
    const { paths, headers } = await storedAnswers(bench, gateway);
    const rounds = await bench.interleave(`${network.name}: reads`, [
      {
        name: OURS,
        run: (seconds) =>
          bench.measure(gateway, { clients: CLIENTS, seconds, headers, asking: { kind: 'get', paths } }),
      },
      {
        name: PEER,
        run: (seconds) => client.run(gateway, bench.numbers, { clients: CLIENTS, seconds, kind: 'evaluate' }),
      },
    ]);
    return [
      comparedRow(rounds, {
        name: 'F-reads',
        what: `${network.name}: answers of the read model vs evaluates on a peer`,
        goal: { is: 'at least', value: 8 },
        arms: [OURS, PEER],
        figure: rateOf,
        by: ratio,
        unit: '×',
      }),
    ];
  },
};
