// SPDX-License-Identifier: Apache-2.0
import { PseudonymRefusal } from './pseudonym-refusal.js';

/** How many subjects each department may ask about in one minute of the clock. */
export class AskingLimit {
  readonly #perMinute: number;
  readonly #asked = new Map<string, number>();
  #minute = -1;

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Counts `subjects` for the department. @throws {PseudonymRefusal} PSEUDONYM_LIMIT_REACHED; then they do not count. */
  admit(department: string, subjects: number, now: number): void {
    const minute = Math.floor(now / 60_000);
    if (minute !== this.#minute) this.#asked.clear();
    this.#minute = minute;
    const asked = (this.#asked.get(department) ?? 0) + subjects;
    if (asked > this.#perMinute) throw new PseudonymRefusal('PSEUDONYM_LIMIT_REACHED');
    this.#asked.set(department, asked);
  }
}
