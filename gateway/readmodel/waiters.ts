// SPDX-License-Identifier: Apache-2.0

interface Waiter {
  readonly block: bigint;
  readonly settle: (reached: boolean) => void;
}

/** Those who wait until a block's effect shows. */
export class Waiters {
  readonly #waiting = new Set<Waiter>();
  #ended = false;

  wait(block: bigint, milliseconds: number): Promise<boolean> {
    if (this.#ended) return Promise.resolve(false);
    return new Promise((resolve) => {
      const settle = (reached: boolean): void => {
        clearTimeout(timer);
        this.#waiting.delete(waiter);
        resolve(reached);
      };
      const waiter = { block, settle };
      const timer = setTimeout(() => {
        settle(false);
      }, milliseconds);
      this.#waiting.add(waiter);
    });
  }

  reached(block: bigint): void {
    for (const waiter of [...this.#waiting]) if (waiter.block <= block) waiter.settle(true);
  }

  end(): void {
    this.#ended = true;
    for (const waiter of [...this.#waiting]) waiter.settle(false);
  }
}
