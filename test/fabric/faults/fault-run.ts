// SPDX-License-Identifier: Apache-2.0
import { setTimeout as pause } from 'node:timers/promises';
import { judgeAnswer, judgeEffect, judgeRepeat, type Granted } from '../../faults/crash/judge-answers.js';
import type { Wish, Workload } from '../../faults/crash/workload.js';
import type { FaultNetwork } from './fault-network.js';
import type { Fault } from './fault.js';
import type { FaultFigures } from './figures.js';
import { Load, type LoadTally } from './load.js';

const CLIENTS = 6;
/** Requests that must be granted before the fault strikes, and again after it. */
const ENOUGH = 12;
const LONGEST_WAIT_MS = 90_000;
/** Granted requests that are asked again and looked at from outside. */
const LOOKED_AT = 12;

/** Lets a fault strike a network under load, and holds everything against what was answered. */
export async function runFault(fault: Fault, network: FaultNetwork, workload: Workload): Promise<FaultFigures> {
  await fault.prepare?.(network);
  const from = await network.height();
  const load = new Load(() => network.client, workload, CLIENTS);
  try {
    await load.untilGranted(ENOUGH, LONGEST_WAIT_MS);
    const struck = Date.now();
    await fault.strike(network, load);
    await pause(fault.lasts);
    await fault.end(network);
    const ended = Date.now();
    const resumedAfter = (await load.untilGranted(1, LONGEST_WAIT_MS)) / 1000;
    await load.untilGranted(ENOUGH, LONGEST_WAIT_MS);
    const tally = await load.stop();
    const { wrong, transactions } = await judge(network, tally, from);
    const found = await fault.judge?.(network);
    const count = (least: number, most: number): number =>
      tally.granted.filter(({ ended: at }) => at >= least && at < most).length;
    return {
      fault: fault.title,
      before: count(0, struck),
      during: count(struck, ended),
      after: count(ended, Infinity),
      later: tally.codes,
      resumedAfter,
      transactions,
      ...(found && { told: found.told }),
      wrong: [...tally.wrong, ...wrong, ...(found?.wrong ?? [])],
    };
  } finally {
    await load.stop();
    await fault.undo?.(network);
  }
}

async function judge(
  network: FaultNetwork,
  tally: LoadTally,
  from: number,
): Promise<{ readonly wrong: readonly string[]; readonly transactions: number }> {
  const wrong: string[] = [];
  const late = await Promise.all(tally.postponed.map((wish) => finish(network, wish, wrong)));
  const all: Granted[] = [...tally.granted, ...late];
  for (const one of [...late, ...tally.granted.slice(-LOOKED_AT)])
    wrong.push(...(await judgeEffect(network.client, one)), ...(await judgeRepeat(network.client, one)));
  const acknowledged = all.flatMap(({ answer }) => answer.ledger?.transactionId ?? []);
  const check = await network.check(from, acknowledged);
  return { wrong: [...wrong, ...check.wrong], transactions: check.transactions };
}

/** Repeats with its key what was not granted: now it must be, whether it had been carried out or not. */
async function finish(network: FaultNetwork, wish: Wish, wrong: string[]): Promise<Granted> {
  const answered = await network.client.untilAnswered(wish);
  wrong.push(...judgeAnswer(wish, answered));
  return { wish, answer: answered.body };
}
