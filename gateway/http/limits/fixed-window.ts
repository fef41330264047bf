// SPDX-License-Identifier: Apache-2.0

export interface Counted {
  /** Including this one. */
  readonly count: number;
  /** Seconds until counting begins anew, rounded up. */
  readonly seconds: number;
}

interface Window {
  count: number;
  readonly begun: number;
}

/** Counts by key. A key's window begins with its first count and lasts `length` milliseconds; then it counts from 0. */
export class FixedWindow {
  readonly #length: number;
  readonly #most: number;
  readonly #windows = new Map<string, Window>();

  /** @param most keys that are counted at the same time; the one that was silent longest is forgotten for a new one. */
  constructor(length: number, most: number) {
    this.#length = length;
    this.#most = most;
  }

  count(key: string, now = performance.now()): Counted {
    const window = this.#current(key, now);
    window.count += 1;
    // from its begin: a sum of begin and length would round, and a full minute be told as 61 seconds
    const left = this.#length - (now - window.begun);
    return { count: window.count, seconds: Math.ceil(left / 1000) };
  }

  #current(key: string, now: number): Window {
    const known = this.#windows.get(key);
    if (known !== undefined)
      this.#windows.delete(key); // goes to the end: this is the order of silence
    else if (this.#windows.size >= this.#most) this.#forgetOldest();
    const window = known !== undefined && now - known.begun < this.#length ? known : { count: 0, begun: now };
    this.#windows.set(key, window);
    return window;
  }

  #forgetOldest(): void {
    const [oldest] = this.#windows.keys();
    if (oldest !== undefined) this.#windows.delete(oldest);
  }
}
