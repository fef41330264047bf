// SPDX-License-Identifier: Apache-2.0
import type { Bench } from '../bench-run.js';
import { medianOf, voidReason } from '../measure/compare.js';
import type { Arm, Rounds } from '../measure/rounds.js';
import { rateOf } from '../measure/sample.js';
import type { GatewayProcess } from '../processes/gateway-process.js';
import { armNote, count, warmUpNotes } from '../report/arm-notes.js';
import { CommitCount } from './commit-count.js';
import type { Experiment, Row } from './experiment.js';
import { verifyOrder } from './orders.js';
import { leftOut } from './rows.js';

const CLIENTS = [1, 32] as const;
/** So many that the last is answered after seconds, however short the round is: not in a quick run. */
const MANY_CLIENTS = 256;
const DISCLOSE = ['verdicts', 'fields'] as const;
type Disclose = (typeof DISCLOSE)[number];

interface Counted {
  readonly arm: Arm;
  readonly commits: CommitCount;
}

/** Verifications a second: five materials of three departments, each source concluding by itself. */
export const verificationRates: Experiment = {
  names: ['verifications'],
  run: async (bench: Bench) => {
    const gateway = await bench.gateway();
    const counted: Counted[] = [];
    for (const disclose of DISCLOSE)
      for (const clients of bench.options.quick ? CLIENTS : [...CLIENTS, MANY_CLIENTS])
        counted.push(await countedArm(bench, gateway, clients, disclose));
    const rounds = await bench.interleave(
      'verifications',
      counted.map(({ arm }) => arm),
      { rounds: bench.roundsOfRates },
    );
    const rows: Row[] = [];
    for (const { arm, commits } of counted) rows.push(await rowOf(rounds, arm.name, commits));
    return bench.options.quick ? [...rows, ...DISCLOSE.map(leftOutWhenQuick)] : rows;
  },
};

function armName(disclose: Disclose, clients: number): string {
  return `${disclose}, ${clients} client${clients === 1 ? '' : 's'}`;
}

function whatOf(arm: string): string {
  return `POST /v1/verifications, ${arm}`;
}

function leftOutWhenQuick(disclose: Disclose): Row {
  return leftOut('verifications', whatOf(armName(disclose, MANY_CLIENTS)), '', 'not with --quick');
}

async function countedArm(
  bench: Bench,
  gateway: GatewayProcess,
  clients: number,
  disclose: Disclose,
): Promise<Counted> {
  const order = await verifyOrder(bench, gateway, clients, disclose);
  const commits = new CommitCount(gateway);
  const name = armName(disclose, clients);
  return {
    commits,
    arm: { name, run: (seconds) => commits.during(() => bench.measure(gateway, { ...order, seconds })) },
  };
}

async function rowOf(rounds: Rounds, arm: string, commits: CommitCount): Promise<Row> {
  const row = { name: 'verifications', what: whatOf(arm) } as const;
  const why = voidReason(rounds, [arm]);
  if (why !== undefined) return { ...row, measured: '–', verdict: 'void', notes: [why] };
  const value = medianOf(rounds, arm, rateOf);
  const notes = [armNote(rounds, arm), ...warmUpNotes(rounds), await commits.note('OpenAccess', 'ConcludeAccess')];
  return { ...row, measured: `${count(value)}/s`, value, verdict: 'measured', notes };
}
