// SPDX-License-Identifier: Apache-2.0

/** What has to be undone, in the opposite order. */
export class Cleanup {
  readonly #all = new Set<() => Promise<void>>();
  #over = false;

  /** Answers how to do it earlier. @throws once all has been undone: what comes too late is undone at once. */
  add(undo: () => Promise<void>): () => Promise<void> {
    if (this.#over) {
      undo().catch(() => undefined);
      throw new Error('the run is over');
    }
    const once = async (): Promise<void> => {
      if (this.#all.delete(once)) await undo();
    };
    this.#all.add(once);
    return once;
  }

  /** Undoes everything, whatever fails on the way. @throws the first failure. */
  async run(): Promise<void> {
    this.#over = true;
    let failure: { readonly error: unknown } | undefined;
    for (const undo of [...this.#all].reverse()) {
      await undo().catch((error: unknown) => (failure ??= { error }));
    }
    if (failure !== undefined) throw failure.error;
  }
}
