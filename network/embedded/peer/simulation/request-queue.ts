// SPDX-License-Identifier: Apache-2.0

/** Runs the requests of one transaction one after the other, in the order of their calls; at once while none is waiting. */
export class RequestQueue {
  #tail: Promise<unknown> | undefined;

  run<T>(operation: () => T | Promise<T>): Promise<T> {
    if (this.#tail !== undefined) return this.#follow(this.#tail.then(operation));
    try {
      const outcome = operation();
      return outcome instanceof Promise ? this.#follow(outcome) : Promise.resolve(outcome);
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #follow<T>(running: Promise<T>): Promise<T> {
    const settled = running.then(
      () => undefined,
      () => undefined,
    );
    this.#tail = settled;
    void settled.then(() => {
      if (this.#tail === settled) this.#tail = undefined;
    });
    return running;
  }
}
