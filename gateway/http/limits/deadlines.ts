// SPDX-License-Identifier: Apache-2.0

/** How often those who are late are looked for: as a part of the time that they have, in milliseconds at most. */
const LOOKS = 8;
const LONGEST_PAUSE_MS = 1_000;

export interface DeadlineOptions<T> {
  /** Told once of each that did not end in time, an eighth of it or a second later at most. */
  readonly onLate: (late: T) => void;
  /** Who is gone is forgotten, late or not. */
  readonly isGone: (one: T) => boolean;
}

/** Those who have begun something and not ended it. All have the same time for it, so that one timer serves for all. */
export class Deadlines<T> {
  readonly #milliseconds: number;
  /** When each must have ended. */
  readonly #ends = new Map<T, number>();
  readonly #timer: NodeJS.Timeout;

  constructor(milliseconds: number, options: DeadlineOptions<T>) {
    this.#milliseconds = milliseconds;
    this.#timer = setInterval(
      () => {
        this.#look(options);
      },
      Math.min(Math.ceil(milliseconds / LOOKS), LONGEST_PAUSE_MS),
    );
    this.#timer.unref();
  }

  begin(one: T): void {
    this.#ends.set(one, performance.now() + this.#milliseconds);
  }

  end(one: T): void {
    this.#ends.delete(one);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #look({ onLate, isGone }: DeadlineOptions<T>): void {
    const now = performance.now();
    for (const [one, end] of this.#ends) {
      const gone = isGone(one);
      if (now < end && !gone) continue;
      this.#ends.delete(one);
      if (!gone) onLate(one);
    }
  }
}
