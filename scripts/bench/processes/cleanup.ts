// SPDX-License-Identifier: Apache-2.0

/** What has to be undone, in the opposite order. */
export class Cleanup {
  readonly #all = new Set<() => Promise<void>>();

  /** Answers how to do it earlier. */
  add(undo: () => Promise<void>): () => Promise<void> {
    const once = async (): Promise<void> => {
      if (this.#all.delete(once)) await undo();
    };
    this.#all.add(once);
    return once;
  }

  /** Undoes everything, whatever fails on the way. @throws the first failure. */
  async run(): Promise<void> {
    let failure: { readonly error: unknown } | undefined;
    for (const undo of [...this.#all].reverse()) {
      await undo().catch((error: unknown) => (failure ??= { error }));
    }
    if (failure !== undefined) throw failure.error;
  }
}
