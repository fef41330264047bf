// SPDX-License-Identifier: Apache-2.0
import type { Bench } from '../bench-run.js';
import { count, mebibytes } from '../report/arm-notes.js';
import type { Experiment } from './experiment.js';
import { figureRow, measuredRow } from './rows.js';

const MOST_MIB = 512;

/** A large import through the command line that departments use. */
export const longImport: Experiment = {
  names: ['import'],
  long: 'import',
  run: async (bench: Bench) => {
    const { imported } = await bench.grown('large', bench.options.rows);
    const { rows, seconds, importerPeak, gatewayPeak, gatewayCpuMicros, continued } = imported;
    const rate = rows / seconds;
    const notes = [
      `${Math.round(seconds)} s, ${count(gatewayCpuMicros / rows)} µs CPU of the gateway per row; gateway's peak ${mebibytes(gatewayPeak)}`,
      ...(continued
        ? ['continued after an interruption: what was there already was only compared, the rate does not count']
        : []),
    ];
    return [
      measuredRow('import', `onedoor import of ${rows} rows`, `${count(rate)} rows/s`, rate, notes),
      figureRow({
        name: 'import',
        what: "importer's largest resident set",
        goal: { is: 'at most', value: MOST_MIB },
        unit: ' MiB',
        value: importerPeak / 1024 / 1024,
      }),
    ];
  },
};
