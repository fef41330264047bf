// SPDX-License-Identifier: Apache-2.0
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { judgeAnswer } from '../../faults/crash/judge-answers.js';
import type { Wish, Workload } from '../../faults/crash/workload.js';
import type { FaultNetwork } from './fault-network.js';

const SHIFTED_CLOCK = fileURLToPath(new URL('shifted-clock.js', import.meta.url));
const WISHES = 6;
const SIGNAL_MS = 200;

/** What a gateway answered while its clock was wrong, and what became of its requests once it was right again. */
export interface ClockFigures {
  readonly seconds: number;
  /** `<HTTP status> <code>` of the answers, with their numbers. */
  readonly told: Readonly<Record<string, number>>;
  readonly wrong: readonly string[];
}

/** Lets the clock of a running gateway jump ahead by so many seconds (back: below zero), asks, and lets it jump back. */
export async function runClock(seconds: number, network: FaultNetwork, workload: Workload): Promise<ClockFigures> {
  await network.killGateway();
  await network.openGateway({ settings: { TEST_CLOCK_SECONDS: String(seconds) }, preload: [SHIFTED_CLOCK] });
  const before = await network.height();
  await turn(network);
  const wishes = Array.from({ length: WISHES }, () => workload.next());
  const told: Record<string, number> = {};
  for (const wish of wishes) {
    const { http, body } = await network.client.send(wish);
    const answer = `${http} ${body.code ?? ''}`;
    told[answer] = (told[answer] ?? 0) + 1;
  }
  await turn(network);
  const blocks = (await network.height()) - before;
  const wrong = blocks === 0 ? [] : [`${blocks} blocks came of requests with a wrong time`];
  return { seconds, told, wrong: [...wrong, ...(await grantedNow(network, wishes))] };
}

async function turn(network: FaultNetwork): Promise<void> {
  network.turnClock();
  await pause(SIGNAL_MS);
}

async function grantedNow(network: FaultNetwork, wishes: readonly Wish[]): Promise<string[]> {
  const answers = await Promise.all(
    wishes.map(async (wish) => judgeAnswer(wish, await network.client.untilAnswered(wish))),
  );
  return answers.flat();
}
