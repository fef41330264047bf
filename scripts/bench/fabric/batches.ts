// SPDX-License-Identifier: Apache-2.0
import type { Bench } from '../bench-run.js';
import { attestOrder } from '../experiments/orders.js';
import { measuredRow, voidRow } from '../experiments/rows.js';
import { medianOf, voidReason } from '../measure/compare.js';
import type { Arm } from '../measure/rounds.js';
import { rateOf } from '../measure/sample.js';
import { armNotes, count } from '../report/arm-notes.js';
import type { BenchNetwork } from './bench-network.js';
import type { FabricExperiment } from './fabric-experiment.js';

const SIZES = [1, 10, 100, 500] as const;
const CLIENTS = 4;
const nameOf = (size: number): string => `POST /v1/records of ${size}, ${CLIENTS} clients`;

/** Records attested a second in requests of so many. */
export const batches: FabricExperiment = {
  name: 'F-batches',
  on: ['minimal', 'minimal, single turns'],
  run: async (bench: Bench, network: BenchNetwork) => {
    const gateway = await network.gateway();
    const arms: Arm[] = [];
    for (const size of SIZES) {
      const order = await attestOrder(bench, gateway, CLIENTS, size);
      arms.push({ name: nameOf(size), run: (seconds) => bench.measure(gateway, { ...order, seconds }) });
    }
    const rounds = await bench.interleave(`${network.name}: batches`, arms, { rounds: bench.roundsOfRates });
    return SIZES.map((size) => {
      const name = nameOf(size);
      const what = `${network.name}: ${name}`;
      const why = voidReason(rounds, [name]);
      if (why !== undefined) return voidRow('F-batches', what, why);
      const value = medianOf(rounds, name, rateOf) * size;
      return measuredRow('F-batches', what, `${count(value)} records/s`, value, armNotes(rounds, [name]));
    });
  },
};
