// SPDX-License-Identifier: Apache-2.0
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from '../bench-run.js';
import { GatewayProcess } from '../processes/gateway-process.js';
import { countSyncs, hasStrace, underStrace } from '../processes/strace.js';
import type { Experiment, Row } from './experiment.js';
import { attestOrder } from './orders.js';
import { figureRow, leftOut, voidRow } from './rows.js';

const CLIENTS = 32;
const WHAT = 'syncs of ledger files per committed block (strace)';
const GOAL = { is: 'equal to', value: 1 } as const;

/** G5: a block costs one sync. Counted from outside, where nothing that a library does can be missed. */
export const syncsPerBlock: Experiment = {
  names: ['G5'],
  run: async (bench: Bench) => {
    if (!(await hasStrace())) {
      return [
        leftOut('G5', WHAT, '= 1', 'not measured: strace is not here; on Debian or Ubuntu apt-get install strace'),
      ];
    }
    await bench.gateway(); // prepares the home
    await bench.stopGateway();
    const log = join(bench.folder, 'strace.log');
    const gateway = await GatewayProcess.start(bench.cleanup, { home: bench.home, under: underStrace(log) }).catch(
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (typeof gateway === 'string')
      return [leftOut('G5', WHAT, '= 1', `not measured: strace may not trace here: ${gateway}`)];
    return [await counted(bench, gateway, log)];
  },
};

async function counted(bench: Bench, gateway: GatewayProcess, log: string): Promise<Row> {
  const order = await attestOrder(bench, gateway, CLIENTS);
  const before = await gateway.usage();
  const from = Date.now() / 1000;
  const sample = await bench.measure(gateway, { ...order, seconds: Math.max(2, bench.seconds) });
  const to = Date.now() / 1000;
  const after = await gateway.usage();
  await gateway.end(); // so that the log is whole
  const blocks = after.height - before.height;
  if (sample.failed > 0 || blocks === 0) return voidRow('G5', WHAT, sample.fault ?? 'no block was made');
  const { written, background } = await countSyncs(log, await realpath(bench.home), from, to);
  const ofLedger = [...written].filter(([store]) => store.startsWith('ledger'));
  const each = [...written].map(([store, calls]) => `${store} ${(calls / blocks).toFixed(2)}`);
  const notes = [
    `${blocks} blocks with ${sample.requests} records, ${CLIENTS} clients, each record of a new subject`,
    `per block: ${each.join(', ')}; ${background} in all for tables that LevelDB writes in the background`,
  ];
  const value = ofLedger.reduce((sum, [, calls]) => sum + calls, 0) / blocks;
  return figureRow({ name: 'G5', what: WHAT, goal: GOAL, unit: '', value, notes });
}
