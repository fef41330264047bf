// SPDX-License-Identifier: Apache-2.0

/** `exclusive`: the transaction changes what is kept about its subjects; `shared`: it only rests on that. */
export type Touch = 'exclusive' | 'shared';

/**
 * Which subjects stand in an open transaction of this gateway. Two transactions that grow the same diary, or
 * one that grows it while another reads it, would only collide on the ledger.
 *
 * Whoever is announced as shared goes before those who want the subject for themselves: a question that was
 * opened is answered before the next one about the same subject is opened.
 */
export class SubjectLocks {
  readonly #exclusive = new Set<string>();
  readonly #shared = new Map<string, number>();
  readonly #listeners: (() => void)[] = [];

  /** From now until {@link release}, nobody new takes these subjects for themselves. */
  announceShared(subjects: readonly string[]): void {
    for (const subject of subjects) this.#shared.set(subject, (this.#shared.get(subject) ?? 0) + 1);
  }

  areFree(subjects: readonly string[], touch: Touch): boolean {
    return subjects.every(
      (subject) => !this.#exclusive.has(subject) && (touch === 'shared' || !this.#shared.has(subject)),
    );
  }

  takeExclusive(subjects: readonly string[]): void {
    for (const subject of subjects) this.#exclusive.add(subject);
  }

  /** Lets go, and tells all who may be waiting. */
  release(subjects: readonly string[], touch: Touch): void {
    for (const subject of subjects) {
      const left = (this.#shared.get(subject) ?? 0) - 1;
      if (touch === 'exclusive') this.#exclusive.delete(subject);
      else if (left > 0) this.#shared.set(subject, left);
      else this.#shared.delete(subject);
    }
    for (const tell of this.#listeners) tell();
  }

  onRelease(tell: () => void): void {
    this.#listeners.push(tell);
  }
}
