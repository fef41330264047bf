// SPDX-License-Identifier: Apache-2.0
import type { Bench } from '../bench-run.js';
import type { GrownHome } from '../district/grown-home.js';
import { ratio } from '../measure/compare.js';
import type { Arm, Rounds } from '../measure/rounds.js';
import { median } from '../measure/statistics.js';
import { mebibytes } from '../report/arm-notes.js';
import type { Experiment, Row } from './experiment.js';
import { attestOrder, verifyOrder } from './orders.js';
import { storedAnswers } from './read-answers.js';
import { comparedRow, figureRow } from './rows.js';

const SMALL_ROWS = 10_000;
const CLIENTS = 32;
const STARTS = 5;
const MOST_START_SECONDS = 5;

/** What is done on both ledgers, and how much dearer it may be on the large one. */
const WORK = [
  { work: 'GET verification', per: 'request', atMost: 1.15 },
  { work: 'POST verification', per: 'request', atMost: 1.15 },
  { work: 'attest', per: 'record, single records gathered', atMost: 1.25 },
] as const;
type Work = (typeof WORK)[number]['work'];

const armName = (work: Work, rows: number) => `${work} at ${rows} records`;

/** G14: a ledger that has grown costs hardly more. Both ledgers are served at once and asked in turn. */
export const growth: Experiment = {
  names: ['G14'],
  long: 'growth',
  run: async (bench: Bench) => {
    const small = await bench.grown('small', SMALL_ROWS);
    const large = await bench.grown('large', bench.options.rows);
    const homes = [small, large];
    const starts = await restarts(bench, homes);
    const arms: Arm[] = [];
    for (const { work } of WORK) for (const home of homes) arms.push(await armOf(bench, work, home));
    const rounds = await bench.interleave('G14', arms);
    return [
      ...WORK.map((one) => costRow(rounds, one, small, large)),
      await memoryRow(small, large),
      startRow(starts, large),
    ];
  },
};

async function armOf(bench: Bench, work: Work, { gateway, rows }: GrownHome): Promise<Arm> {
  const order = {
    'GET verification': async () => {
      const { paths, headers } = await storedAnswers(bench, gateway);
      return { clients: CLIENTS, seconds: bench.seconds, headers, asking: { kind: 'get', paths } } as const;
    },
    'POST verification': () => verifyOrder(bench, gateway, CLIENTS, 'verdicts'),
    attest: () => attestOrder(bench, gateway, CLIENTS),
  };
  const prepared = await order[work]();
  return { name: armName(work, rows), run: (seconds) => bench.measure(gateway, { ...prepared, seconds }) };
}

function costRow(
  rounds: Rounds,
  { work, per, atMost }: (typeof WORK)[number],
  small: GrownHome,
  large: GrownHome,
): Row {
  return comparedRow(rounds, {
    name: 'G14',
    what: `CPU of ${work} per ${per}: ${large.rows} records vs ${small.rows}`,
    goal: { is: 'at most', value: atMost },
    arms: [armName(work, large.rows), armName(work, small.rows)],
    figure: ({ cpuMicros = Number.NaN }) => cpuMicros,
    by: ratio,
    unit: '×',
  });
}

async function memoryRow(small: GrownHome, large: GrownHome): Promise<Row> {
  const [less, more] = [await small.gateway.usage(), await large.gateway.usage()];
  return figureRow({
    name: 'G14',
    what: `resident set after the same work: ${large.rows} records vs ${small.rows}`,
    goal: { is: 'at most', value: 1.2 },
    unit: '×',
    value: more.rss / less.rss,
    notes: [
      `${mebibytes(more.rss)} and ${mebibytes(less.rss)}; peaks ${mebibytes(more.peak)} and ${mebibytes(less.peak)}`,
    ],
  });
}

/** Seconds from the start of a process to its first answer, after a clean stop; of each home in turn. */
async function restarts(bench: Bench, homes: readonly GrownHome[]): Promise<Map<GrownHome, number[]>> {
  const taken = new Map(homes.map((home) => [home, [] as number[]]));
  for (let round = 0; round < STARTS; round += 1) {
    for (const home of homes) {
      bench.signal.throwIfAborted();
      bench.tell(`G14: start ${round + 1} of ${STARTS} with ${home.rows} records`);
      taken.get(home)?.push((await home.restart()) / 1000);
    }
  }
  return taken;
}

function startRow(starts: ReadonlyMap<GrownHome, readonly number[]>, large: GrownHome): Row {
  return figureRow({
    name: 'G14',
    what: `start-up after a clean stop with ${large.rows} records`,
    goal: { is: 'at most', value: MOST_START_SECONDS },
    unit: ' s',
    value: median(starts.get(large) ?? []),
    notes: [...starts].map(
      ([{ rows }, seconds]) => `${rows} records: ${seconds.map((one) => one.toFixed(2)).join(', ')} s`,
    ),
  });
}
