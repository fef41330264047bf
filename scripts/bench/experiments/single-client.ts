// SPDX-License-Identifier: Apache-2.0
import type { Bench } from '../bench-run.js';
import { medianOf, ratio, voidReason } from '../measure/compare.js';
import type { Arm, Rounds } from '../measure/rounds.js';
import type { Sample } from '../measure/sample.js';
import type { Peer, PeerOrder } from '../peers/peer.js';
import { armNotes, milliseconds } from '../report/arm-notes.js';
import type { Experiment, Row } from './experiment.js';
import { attestOrder } from './orders.js';
import { comparedRow, leftOut } from './rows.js';

const OURS = 'POST /v1/records, one record, 1 client';
const DISK = 'append 500 bytes and fdatasync';

interface Comparison {
  readonly peer: string;
  readonly database: PeerOrder['database'];
  readonly atMost: number;
}
const COMPARISONS: readonly Comparison[] = [
  { peer: 'immudb Set, 1 client', database: 'benchdefault', atMost: 0.25 },
  { peer: 'immudb Set, 1 client, SyncFrequency 2 ms', database: 'benchfast', atMost: 0.5 },
];

const p50Of = ({ p50 }: Sample): number => p50;

/** G4: how long a lone client waits until its record is durable. */
export const singleClient: Experiment = {
  names: ['G4'],
  run: async (bench: Bench) => {
    const peer = await bench.immudb();
    const gateway = await bench.gateway();
    const load = await bench.load();
    const order = await attestOrder(bench, gateway, 1);
    const arms: Arm[] = [
      { name: OURS, run: (seconds) => bench.measure(gateway, { ...order, seconds }) },
      { name: DISK, run: (seconds) => load.sync({ folder: bench.folder, seconds }) },
    ];
    const rounds = await bench.interleave('G4', [...arms, ...peerArms(peer)]);
    return [ownRow(rounds), ...COMPARISONS.map((one) => compared(rounds, peer, one))];
  },
};

function peerArms(peer: Peer): Arm[] {
  if (peer.absent !== undefined) return [];
  return COMPARISONS.map(({ peer: name, database }) => ({
    name,
    run: (seconds) => peer.run({ database, verified: false, clients: 1, seconds }),
  }));
}

function ownRow(rounds: Rounds): Row {
  const row = { name: 'G4', what: `${OURS}: p50` } as const;
  const why = voidReason(rounds, [OURS, DISK]);
  if (why !== undefined) return { ...row, measured: '–', verdict: 'void', notes: [why] };
  const value = medianOf(rounds, OURS, p50Of);
  const above = medianOf(rounds, OURS, p50Of) - medianOf(rounds, DISK, p50Of);
  const notes = [...armNotes(rounds, [OURS, DISK]), `${milliseconds(above)} above the disk's own p50`];
  return { ...row, measured: milliseconds(value), value, verdict: 'measured', notes };
}

function compared(rounds: Rounds, peer: Peer, { peer: theirs, atMost }: Comparison): Row {
  const what = `attest p50 vs ${theirs}`;
  if (peer.absent !== undefined) return leftOut('G4', what, `≤ ${atMost}×`, peer.absent);
  return comparedRow(rounds, {
    name: 'G4',
    what,
    goal: { is: 'at most', value: atMost },
    arms: [OURS, theirs],
    figure: p50Of,
    by: ratio,
    unit: '×',
  });
}
