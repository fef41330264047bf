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
import { NetworkWork } from './network-work.js';

const SIZES = [1, 10, 100, 500] as const;
const CLIENTS = 4;
const nameOf = (size: number): string => `POST /v1/records of ${size}, ${CLIENTS} clients`;

/** Records attested a second in requests of so many. */
export const batches: FabricExperiment = {
  name: 'F-batches',
  on: ['minimal', 'minimal, single turns'],
  run: async (bench: Bench, network: BenchNetwork) => {
    const gateway = await network.gateway();
    const sizes = SIZES.map((size) => ({ size, name: nameOf(size), work: new NetworkWork(network) }));
    const arms: Arm[] = [];
    for (const { size, name, work } of sizes) {
      const order = await attestOrder(bench, gateway, CLIENTS, size);
      const measure = (seconds: number) => bench.measure(gateway, { ...order, seconds });
      const records = ({ requests }: { readonly requests: number }) => requests * size;
      arms.push({ name, run: (seconds) => work.around(() => measure(seconds), records) });
    }
    const rounds = await bench.interleave(`${network.name}: batches`, arms, { rounds: bench.roundsOfRates });
    return sizes.map(({ size, name, work }) => {
      const what = `${network.name}: ${name}`;
      const why = voidReason(rounds, [name]);
      if (why !== undefined) return voidRow('F-batches', what, why);
      const value = medianOf(rounds, name, rateOf) * size;
      const notes = [...armNotes(rounds, [name]), work.note('record')];
      return measuredRow('F-batches', what, `${count(value)} records/s`, value, notes);
    });
  },
};
