// SPDX-License-Identifier: Apache-2.0
import type { Sample } from '../measure/sample.js';
import { percentile } from '../measure/statistics.js';
import type { Answered } from './answer-reader.js';

const SHOWN = 300;

/** Counts the answers of an order. */
export class Tally {
  readonly #expect: string | undefined;
  readonly #times: number[] = [];
  #failed = 0;
  #fault: string | undefined;
  #last = 0;

  constructor(expect: string | undefined) {
    this.#expect = expect;
  }

  /** @param since when it was to begin, by `performance.now()`. */
  answered(since: number, { status, body }: Answered): void {
    this.#note(since);
    const good = status >= 200 && status < 300 && (this.#expect === undefined || body.includes(this.#expect));
    if (!good) this.#fail(`${status} ${body.toString('utf8').slice(0, SHOWN)}`);
  }

  broke(since: number, error: unknown): void {
    this.#note(since);
    this.#fail(error instanceof Error ? error.message : String(error));
  }

  sample(began: number): Sample {
    const any = this.#times.length > 0;
    return {
      requests: this.#times.length,
      failed: this.#failed,
      ...(this.#fault === undefined ? {} : { fault: this.#fault }),
      seconds: Math.max(this.#last - began, 1) / 1000,
      p50: any ? percentile(this.#times, 50) : 0,
      p99: any ? percentile(this.#times, 99) : 0,
    };
  }

  #note(since: number): void {
    this.#last = performance.now();
    this.#times.push(this.#last - since);
  }

  #fail(fault: string): void {
    this.#failed += 1;
    this.#fault ??= fault;
  }
}
