// SPDX-License-Identifier: Apache-2.0

/**
 * Which subjects stand in an open transaction of this gateway. Two transactions that grow the same diary
 * would only collide on the ledger.
 */
export class SubjectLocks {
  readonly #held = new Set<string>();
  readonly #waiting = new Set<() => void>();

  areFree(subjects: readonly string[]): boolean {
    return subjects.every((subject) => !this.#held.has(subject));
  }

  take(subjects: readonly string[]): void {
    for (const subject of subjects) this.#held.add(subject);
  }

  /** Lets go, and tells whoever asked with {@link onRelease}. */
  release(subjects: readonly string[]): void {
    for (const subject of subjects) this.#held.delete(subject);
    for (const tell of [...this.#waiting]) tell();
  }

  onRelease(tell: () => void): void {
    this.#waiting.add(tell);
  }
}
