// SPDX-License-Identifier: Apache-2.0
import { FABRIC_DRIVERS } from '../../../gateway/ledger/fabric/drivers/open-driver.js';
import type { Bench } from '../bench-run.js';
import type { Row } from '../experiments/experiment.js';
import { measuredRow, voidRow } from '../experiments/rows.js';
import { compare, ratio, voidReason } from '../measure/compare.js';
import type { Arm, Rounds } from '../measure/rounds.js';
import { rateOf, type Sample } from '../measure/sample.js';
import { armNotes } from '../report/arm-notes.js';
import type { BenchNetwork } from './bench-network.js';
import type { FabricExperiment } from './fabric-experiment.js';

const CLIENTS = [1, 32] as const;
const KINDS = ['submit', 'evaluate'] as const;
const FIGURES: readonly { readonly what: string; readonly figure: (sample: Sample) => number }[] = [
  { what: 'rate', figure: rateOf },
  { what: 'CPU time of the process for each', figure: ({ cpuMicros = Number.NaN }) => cpuMicros },
];

/** One record through the whole adapter, with either SDK below it; nothing of HTTP. */
export const drivers: FabricExperiment = {
  name: 'F-drivers',
  on: ['minimal'],
  run: async (bench: Bench, network: BenchNetwork) => {
    const gateway = await network.gateway();
    const processes = await Promise.all(
      FABRIC_DRIVERS.map(async (driver) => ({ driver, client: await network.ledger(driver) })),
    );
    const rows: Row[] = [];
    for (const [kind, clients] of KINDS.flatMap((kind) => CLIENTS.map((clients) => [kind, clients] as const))) {
      const arms = processes.map(({ driver, client }): Arm => ({
        name: driver,
        run: (seconds) => client.run(gateway, bench.numbers, { clients, seconds, kind }),
      }));
      const what = `${network.name}: ${kind}, ${clients} at once`;
      rows.push(...rowsOf(await bench.interleave(what, arms), what));
    }
    return rows;
  },
};

function rowsOf(rounds: Rounds, asked: string): Row[] {
  return FIGURES.map(({ what, figure }) => {
    const title = `${asked}, ${what}, ${FABRIC_DRIVERS.join(' against ')}`;
    const why = voidReason(rounds);
    if (why !== undefined) return voidRow('F-drivers', title, why);
    const value = compare(rounds, FABRIC_DRIVERS, figure, ratio);
    return measuredRow('F-drivers', title, `${value.toFixed(2)} ×`, value, armNotes(rounds, FABRIC_DRIVERS));
  });
}
