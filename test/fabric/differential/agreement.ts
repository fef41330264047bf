// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { history } from '../../network/model/arbitrary-history.js';
import type { PlannedHistory } from '../../network/model/history.js';
import { Course } from './course.js';
import type { LedgerPair } from './ledger-pair.js';
import { playCourses } from './play-courses.js';

/** Histories that share rounds of blocks. */
const TOGETHER = 100;
/** Looking for a smaller history that differs ends after this. */
const SHRINKING_MS = 60_000;

export interface Agreement {
  readonly played: number;
  /** What differed first, in its smallest history that was found, and how to play it again; nothing if all agree. */
  readonly difference: string | undefined;
}

interface Plan {
  readonly histories: number;
  /** The same seed, the same histories. */
  readonly seed: number;
  readonly shrinkingMs?: number;
  readonly onProgress?: (played: number) => void;
}

/** Plays random histories on both ledgers until one differs. */
export async function playOnBoth(ledgers: LedgerPair, plan: Plan): Promise<Agreement> {
  const planned = recordHistories(plan);
  for (let from = 0; from < planned.length; from += TOGETHER) {
    const courses = planned
      .slice(from, from + TOGETHER)
      .map((each, index) => new Course(ledgers, each, prefixOf(plan.seed, from + index)));
    await playCourses(ledgers, courses);
    const played = from + courses.length;
    plan.onProgress?.(played);
    const index = courses.findIndex(({ difference }) => difference !== undefined);
    if (index >= 0) {
      const first = courses[index]?.difference ?? '';
      return { played, difference: await describe(ledgers, plan, from + index, first) };
    }
  }
  return { played: planned.length, difference: undefined };
}

function recordHistories({ histories, seed }: Plan): PlannedHistory[] {
  const planned: PlannedHistory[] = [];
  const record = fc.property(history, (each) => {
    planned.push(each);
  });
  fc.assert(record, { seed, numRuns: histories });
  return planned;
}

/** The smallest history that differs, looked for with the ledgers for itself. */
async function describe(ledgers: LedgerPair, plan: Plan, index: number, first: string): Promise<string> {
  const until = Date.now() + (plan.shrinkingMs ?? SHRINKING_MS);
  const agrees = fc.asyncProperty(history, async (each) => {
    if (Date.now() > until) return;
    const course = new Course(ledgers, each, prefixOf(plan.seed, index));
    await playCourses(ledgers, [course]);
    if (course.difference !== undefined) throw new Error(course.difference);
  });
  const details = await fc.check(agrees, { seed: plan.seed, path: String(index), numRuns: 1 });
  const again = `npm run test:differential -- --histories ${index + 1} --seed ${plan.seed}`;
  const told = details.failed
    ? `${String(details.errorInstance instanceof Error ? details.errorInstance.message : details.errorInstance)}\nsmallest history: ${JSON.stringify(details.counterexample?.[0])}`
    : `${first}\nalone the history agrees; it differed among others`;
  return `history ${index} of seed ${plan.seed} differs: ${told}\nagain: ${again}`;
}

/** Runs of one seed must not meet either. */
function prefixOf(seed: number, index: number): string {
  return `${seed}-${index}-${randomBytes(4).toString('hex')}-`;
}
