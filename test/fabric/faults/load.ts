// SPDX-License-Identifier: Apache-2.0
import { setTimeout as pause } from 'node:timers/promises';
import type { Answered, Client } from '../../faults/crash/client.js';
import { judgeAnswer, type Granted } from '../../faults/crash/judge-answers.js';
import type { Wish, Workload } from '../../faults/crash/workload.js';

/** States that promise nothing: the same request with the same key will be granted. */
const LATER: readonly number[] = [202, 409, 503];
/** The reasons that the agreement gives for them. */
const AGREED: ReadonlySet<string> = new Set([
  'IDEMPOTENCY_KEY_IN_FLIGHT',
  'LEDGER_CONFLICT',
  'LEDGER_UNAVAILABLE',
  'NOT_AVAILABLE_YET',
  'OUTCOME_UNKNOWN',
  'TOO_BUSY',
]);

/** What a load came to; a request that was told "later" is in `postponed`. */
export interface LoadTally {
  readonly granted: readonly (Granted & { readonly begun: number; readonly ended: number })[];
  readonly postponed: readonly Wish[];
  /** Codes of answers that were not granted, with their numbers. */
  readonly codes: Readonly<Record<string, number>>;
  readonly wrong: readonly string[];
}

/** Clients of several departments that ask a gateway without pause. */
export class Load {
  readonly #client: () => Client;
  readonly #workload: Workload;
  readonly #working: Promise<void>[];
  readonly #granted: LoadTally['granted'][number][] = [];
  readonly #postponed: Wish[] = [];
  readonly #codes: Record<string, number> = {};
  readonly #wrong: string[] = [];
  #isOver = false;

  /** @param client who is asked just now: a gateway that was started again has another address. */
  constructor(client: () => Client, workload: Workload, clients: number) {
    this.#client = client;
    this.#workload = workload;
    this.#working = Array.from({ length: clients }, () => this.#work());
  }

  get tally(): LoadTally {
    return { granted: this.#granted, postponed: this.#postponed, codes: this.#codes, wrong: this.#wrong };
  }

  /** One client more, who asks at once. */
  join(): void {
    this.#working.push(this.#work());
  }

  /** Resolves when no client waits for an answer any more. */
  async stop(): Promise<LoadTally> {
    this.#isOver = true;
    await Promise.all(this.#working);
    return this.tally;
  }

  /** Waits until so many requests that begin from now on are granted; answers the milliseconds. @throws if they are not in time. */
  async untilGranted(count: number, milliseconds: number): Promise<number> {
    const began = Date.now();
    const isEnough = (): boolean => this.#granted.filter(({ begun }) => begun >= began).length >= count;
    while (!isEnough()) {
      if (Date.now() - began > milliseconds) throw new Error(`nothing was granted within ${milliseconds / 1000} s`);
      await pause(20);
    }
    return Date.now() - began;
  }

  async #work(): Promise<void> {
    while (!this.#isOver) {
      const wish = this.#workload.next();
      const begun = Date.now();
      const answered = await this.#client()
        .send(wish)
        .catch(() => undefined);
      if (answered === undefined) await this.#cutOff(wish);
      else if (LATER.includes(answered.http)) this.#postpone(wish, answered);
      else this.#keep(wish, answered, begun);
    }
  }

  /** The gateway itself is away. */
  async #cutOff(wish: Wish): Promise<void> {
    this.#postponed.push(wish);
    this.#count('cut off');
    await pause(300);
  }

  #postpone(wish: Wish, { http, body: { code = http === 202 ? 'OUTCOME_UNKNOWN' : 'no code' } }: Answered): void {
    this.#postponed.push(wish);
    this.#count(code);
    if (!AGREED.has(code)) this.#wrong.push(`${wish.kind} was told ${http} ${code}`);
  }

  #keep(wish: Wish, answered: Answered, begun: number): void {
    this.#wrong.push(...judgeAnswer(wish, answered));
    this.#granted.push({ wish, answer: answered.body, begun, ended: Date.now() });
    if (wish.kind !== 'attest') return;
    for (const [index, { recordId }] of (answered.body.results ?? []).entries()) {
      const number = wish.persons[index];
      if (recordId !== undefined && number !== undefined) this.#workload.stands(number, recordId);
    }
  }

  #count(code: string): void {
    this.#codes[code] = (this.#codes[code] ?? 0) + 1;
  }
}
