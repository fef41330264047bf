// SPDX-License-Identifier: Apache-2.0
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from '../bench-run.js';
import { importRows } from '../district/import-rows.js';
import { figureRow } from '../experiments/rows.js';
import { count, mebibytes } from '../report/arm-notes.js';
import type { BenchNetwork } from './bench-network.js';
import type { FabricExperiment } from './fabric-experiment.js';
import { NetworkWork } from './network-work.js';

const ROWS = 20_000;
const ROWS_QUICK = 4_000;

/** An import through the command line that departments use, end to end. */
export const imports: FabricExperiment = {
  name: 'F-import',
  run: async (bench: Bench, network: BenchNetwork) => {
    const folder = join(network.folder, 'import');
    await mkdir(folder, { recursive: true });
    const rows = bench.options.quick ? ROWS_QUICK : ROWS;
    const gateway = await network.gateway();
    const work = new NetworkWork(network);
    const imported = await work.around(
      () => importRows(bench, gateway, folder, rows),
      () => rows,
    );
    const { seconds, importerPeak, gatewayCpuMicros } = imported;
    return [
      figureRow({
        name: 'F-import',
        what: `${network.name}: onedoor import of ${rows} rows`,
        goal: { is: 'at least', value: 1_500 },
        unit: ' rows/s',
        value: rows / seconds,
        notes: [
          `${Math.round(seconds)} s, ${count(gatewayCpuMicros / rows)} µs CPU of the gateway per row; importer's peak ${mebibytes(importerPeak)}`,
          work.note('row'),
        ],
      }),
    ];
  },
};
