// SPDX-License-Identifier: Apache-2.0
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { homeAt } from '../../../gateway/home.js';
import type { Bench } from '../bench-run.js';
import { rateOf, type Sample } from '../measure/sample.js';
import { median, percentile } from '../measure/statistics.js';
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
  const submittedPerSecond = rateOf(sample) * RECORDS;
  const recordsPerBlock = (sample.requests * RECORDS) / blocks;
  const rates: number[] = [];
  for (let round = 0; round < bench.rounds; round += 1) {
    bench.tell(`G15: catching up, round ${round + 1} of ${bench.rounds}`);
    const caughtUp = await catchUp(bench, behind, `${behind}-${round}`);
    rates.push((caughtUp.blocks * recordsPerBlock) / caughtUp.seconds);
  }
  const notes = [
    `records a second caught up: ${rates.map(count).join(' ')}; submitted: ${count(submittedPerSecond)} (${blocks} blocks)`,
  ];
  const value = median(rates) / submittedPerSecond;
  return figureRow({ name: 'G15', what: CATCH_UP, goal: { is: 'at least', value: 5 }, unit: '×', value, notes });
}

/** A copy of the read model, since this brings it up to the ledger's height; in a process of its own. */
async function catchUp(bench: Bench, behind: string, copy: string): Promise<{ blocks: number; seconds: number }> {
  await copyReadModel(behind, copy);
  const child = await Child.start(bench.cleanup, 'catch-up-child.js', { environment: { ONEDOOR_HOME: bench.home } });
  const caughtUp = await child.call<{ blocks: number; seconds: number }>('catchUp', homeAt(copy).readModel);
  await child.end();
  await rm(copy, { recursive: true });
  return caughtUp;
}
