// SPDX-License-Identifier: Apache-2.0
import type { Bench } from '../bench-run.js';
import { medianOf, ratio, voidReason } from '../measure/compare.js';
import type { Arm, Rounds } from '../measure/rounds.js';
import { rateOf } from '../measure/sample.js';
import type { Peer, PeerOrder } from '../peers/peer.js';
import { armNotes, count } from '../report/arm-notes.js';
import { CommitCount } from './commit-count.js';
import type { Experiment, Row } from './experiment.js';
import type { RowName } from './names.js';
import { attestOrder } from './orders.js';
import { comparedRow, leftOut } from './rows.js';

interface Comparison {
  readonly name: RowName;
  readonly clients: number;
  readonly peer: string;
  readonly order: Omit<PeerOrder, 'seconds'>;
  readonly atLeast: number;
}

const COMPARISONS: readonly Comparison[] = [
  {
    name: 'G1',
    clients: 32,
    peer: 'immudb VerifiedSet, 32 clients',
    order: { database: 'benchdefault', verified: true, clients: 32 },
    atLeast: 2,
  },
  {
    name: 'G2',
    clients: 32,
    peer: 'immudb Set, 32 clients',
    order: { database: 'benchdefault', verified: false, clients: 32 },
    atLeast: 1.2,
  },
  {
    name: 'G2',
    clients: 256,
    peer: 'immudb Set, 256 clients',
    order: { database: 'benchdefault', verified: false, clients: 256 },
    atLeast: 0.8,
  },
];

const oursWith = (clients: number) => `POST /v1/records, one record, ${clients} clients`;

/** G1, G2: durable attestation of single records, gathered, against an immutable database. */
export const attests: Experiment = {
  names: ['G1', 'G2'],
  run: async (bench: Bench) => {
    const peer = await bench.immudb();
    const gateway = await bench.gateway();
    const commits = new Map<number, CommitCount>();
    const arms: Arm[] = [];
    for (const clients of [32, 256]) {
      const order = await attestOrder(bench, gateway, clients);
      const counted = new CommitCount(gateway);
      commits.set(clients, counted);
      arms.push({
        name: oursWith(clients),
        run: (seconds) => counted.during(() => bench.measure(gateway, { ...order, seconds })),
      });
    }
    const rounds = await bench.interleave('G1, G2', [...arms, ...peerArms(peer)]);
    const rows: Row[] = [];
    for (const [clients, counted] of commits) rows.push(rateRow(rounds, clients, await counted.note('AttestRecords')));
    return [...rows, ...COMPARISONS.map((one) => compared(rounds, peer, one))];
  },
};

function peerArms(peer: Peer): Arm[] {
  if (peer.absent !== undefined) return [];
  return COMPARISONS.map(({ peer: name, order }) => ({ name, run: (seconds) => peer.run({ ...order, seconds }) }));
}

function rateRow(rounds: Rounds, clients: number, commits: string): Row {
  const arm = oursWith(clients);
  const row = { name: clients === 32 ? 'G1' : 'G2', what: arm } as const;
  const why = voidReason(rounds, [arm]);
  if (why !== undefined) return { ...row, measured: '–', verdict: 'void', notes: [why] };
  const value = medianOf(rounds, arm, rateOf);
  return {
    ...row,
    measured: `${count(value)}/s`,
    value,
    verdict: 'measured',
    notes: [...armNotes(rounds, [arm]), commits],
  };
}

function compared(rounds: Rounds, peer: Peer, { name, clients, peer: theirs, atLeast }: Comparison): Row {
  const what = `attest vs ${theirs}`;
  if (peer.absent !== undefined) return leftOut(name, what, `≥ ${atLeast}×`, peer.absent);
  return comparedRow(rounds, {
    name,
    what,
    goal: { is: 'at least', value: atLeast },
    arms: [oursWith(clients), theirs],
    figure: rateOf,
    by: ratio,
    unit: '×',
  });
}
