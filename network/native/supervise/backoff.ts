// SPDX-License-Identifier: Apache-2.0

const FIRST_MS = 1000;
const LONGEST_MS = 60_000;
/** A node that has run for so long starts afresh. */
const LASTED_MS = 120_000;

/** When something that keeps crashing may be started again: after 1 s, 2 s, 4 s, up to a minute. */
export class Backoff {
  #pause = FIRST_MS;
  #notBefore = 0;
  #startedAt = 0;

  /** Whether it may be started now; if so, it counts as started. */
  mayStart(now: number): boolean {
    if (now < this.#notBefore) return false;
    this.#notBefore = now + this.#pause;
    this.#pause = Math.min(this.#pause * 2, LONGEST_MS);
    this.#startedAt = now;
    return true;
  }

  seenRunning(now: number): void {
    if (now - this.#startedAt > LASTED_MS) this.#pause = FIRST_MS;
  }
}
