// SPDX-License-Identifier: Apache-2.0
import type { Bench } from '../bench-run.js';
import type { Row } from '../experiments/experiment.js';
import { comparedRow } from '../experiments/rows.js';
import { difference, ratio } from '../measure/compare.js';
import type { Arm } from '../measure/rounds.js';
import { rateOf, type Sample } from '../measure/sample.js';
import type { BenchNetwork } from './bench-network.js';
import type { ClientOrder } from './client-order.js';
import type { FabricRowName } from './fabric-experiment.js';

/** One thing that is asked through the gateway and, beside it, of the SDK itself. */
export interface BesideSdk {
  readonly name: FabricRowName;
  readonly kind: ClientOrder['kind'];
  /** How the two ways are called, and what is counted. */
  readonly ours: string;
  readonly sdk: string;
  readonly unit: string;
  /** Milliseconds that the gateway may add to the p50 of one client. */
  readonly mostAdded: number;
  /** Of the SDK's rate with 32 clients. */
  readonly leastRate: number;
  readonly notes?: readonly string[];
  /** One stretch through the gateway. */
  run(clients: number, seconds: number): Promise<Sample>;
}

const FEW = 1;
const MANY = 32;

/** The added time of a lone client, and the rate of many against the SDK's. */
export async function besideSdk(bench: Bench, network: BenchNetwork, asked: BesideSdk): Promise<Row[]> {
  const { name, kind, mostAdded, leastRate, unit, notes = [] } = asked;
  const gateway = await network.gateway();
  const client = await network.sdk();
  const ours = (clients: number): string => `${asked.ours}, ${clients} at once`;
  const sdk = (clients: number): string => `${asked.sdk}, ${clients} at once`;
  const arms = [FEW, MANY].flatMap((clients): Arm[] => [
    { name: ours(clients), run: (seconds) => asked.run(clients, seconds) },
    { name: sdk(clients), run: (seconds) => client.run(gateway, bench.numbers, { clients, seconds, kind }) },
  ]);
  const rounds = await bench.interleave(`${network.name}: ${kind}`, arms);
  const what = `${network.name}: ${kind} through the gateway vs the SDK`;
  return [
    comparedRow(rounds, {
      name,
      what: `${what}, ${FEW} client, added p50`,
      goal: { is: 'at most', value: mostAdded },
      arms: [ours(FEW), sdk(FEW)],
      figure: ({ p50 }) => p50,
      by: difference,
      unit: ' ms',
    }),
    comparedRow(rounds, {
      name,
      what: `${what}, ${MANY} clients, ${unit} a second`,
      goal: { is: 'at least', value: leastRate },
      arms: [ours(MANY), sdk(MANY)],
      figure: rateOf,
      by: ratio,
      unit: '×',
      notes,
    }),
  ];
}
