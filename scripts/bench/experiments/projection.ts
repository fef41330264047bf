// SPDX-License-Identifier: Apache-2.0
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { homeAt } from '../../../gateway/home.js';
import type { Bench } from '../bench-run.js';
import { rateOf, type Sample } from '../measure/sample.js';
import { percentile } from '../measure/statistics.js';
import { Child } from '../processes/child.js';
import type { GatewayProcess } from '../processes/gateway-process.js';
import { count, milliseconds } from '../report/arm-notes.js';
import type { Experiment, Row } from './experiment.js';
import { attestOrder } from './orders.js';
import { figureRow, voidRow } from './rows.js';

const LAG = 'p99 of how long the read model lags behind a committed block';
const CATCH_UP = 'catch-up of a read model that is behind vs submit rate';
/** Large submissions are what puts most records a second onto the ledger. */
const CLIENTS = 4;
const RECORDS = 250;
const LONGEST_EXTRA_MS = 50;
const LEAST_SECONDS = 5;

interface Loaded {
  readonly sample: Sample;
  readonly lags: readonly number[];
  readonly blocks: number;
}

/** G15: the read model keeps up while as much is submitted as can be, and catches up faster than that. */
export const projection: Experiment = {
  names: ['G15'],
  run: async (bench: Bench) => {
    await bench.gateway(); // prepares the home
    await bench.stopGateway();
    const behind = join(bench.folder, 'behind');
    await copyReadModel(bench.home, behind);
    const loaded = await load(bench, await bench.gateway());
    await bench.stopGateway();
    const { sample, blocks } = loaded;
    if (sample.failed > 0 || blocks === 0)
      return [LAG, CATCH_UP].map((what) => voidRow('G15', what, sample.fault ?? 'no block'));
    return [lagRow(loaded), await catchUpRow(bench, behind, loaded)];
  },
};

async function copyReadModel(home: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { readModel } = homeAt(home);
  for (const suffix of ['', '-wal', '-shm']) {
    await cp(`${readModel}${suffix}`, `${homeAt(folder).readModel}${suffix}`).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    });
  }
}

async function load(bench: Bench, gateway: GatewayProcess): Promise<Loaded> {
  const order = await attestOrder(bench, gateway, CLIENTS, RECORDS);
  const before = await gateway.usage();
  await gateway.call('watchLag');
  bench.tell('G15: submitting');
  const sample = await bench.measure(gateway, {
    ...order,
    seconds: Math.max(LEAST_SECONDS, bench.rounds * bench.seconds),
  });
  const lags = await gateway.call<number[]>('lags');
  const after = await gateway.usage();
  return { sample, lags, blocks: after.height - before.height };
}

function lagRow({ sample, lags, blocks }: Loaded): Row {
  const perBlock = (sample.seconds * 1000) / blocks;
  const goal = { is: 'at most', value: Math.round(perBlock + LONGEST_EXTRA_MS) } as const;
  const notes = [
    `the goal is one block (${milliseconds(perBlock)}) and ${LONGEST_EXTRA_MS} ms; ${blocks} blocks, p50 ${milliseconds(percentile(lags, 50))}`,
    `${count(rateOf(sample) * RECORDS)} records a second, ${CLIENTS} clients with ${RECORDS} records a request`,
    'both heights are looked at every millisecond in which the event loop, which they share, is free',
  ];
  return figureRow({ name: 'G15', what: LAG, goal, unit: ' ms', value: percentile(lags, 99), notes });
}

async function catchUpRow(bench: Bench, behind: string, { sample, blocks }: Loaded): Promise<Row> {
  bench.tell('G15: catching up');
  const child = await Child.start(bench.cleanup, 'catch-up-child.js', { environment: { ONEDOOR_HOME: bench.home } });
  const caughtUp = await child.call<{ blocks: number; seconds: number }>('catchUp', homeAt(behind).readModel);
  await child.end();
  const records = sample.requests * RECORDS;
  const caughtPerSecond = ((caughtUp.blocks / blocks) * records) / caughtUp.seconds;
  const submittedPerSecond = rateOf(sample) * RECORDS;
  const notes = [
    `${count(caughtPerSecond)} records a second caught up, ${count(submittedPerSecond)} submitted (${caughtUp.blocks} and ${blocks} blocks)`,
  ];
  const value = caughtPerSecond / submittedPerSecond;
  return figureRow({ name: 'G15', what: CATCH_UP, goal: { is: 'at least', value: 5 }, unit: '×', value, notes });
}
