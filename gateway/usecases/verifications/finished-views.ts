// SPDX-License-Identifier: Apache-2.0
import type { VerificationView } from './verification-view.js';

/** About 8 MB of views. */
const MOST_VIEWS = 2_000;

/**
 * Views of verifications that can change no more: all sources have concluded, and what is on the ledger is written once.
 * They are kept for whoever saw them, by what he may see: for everybody else one that is kept takes as long as one that is
 * not there.
 */
export class FinishedViews {
  readonly #views = new Map<string, VerificationView>();

  /** @param reader department whose accesses the caller may see; `undefined`: all. */
  get(reader: string | undefined, verificationId: string): VerificationView | undefined {
    return this.#views.get(keyOf(reader, verificationId));
  }

  /** The view, frozen. */
  keep(reader: string | undefined, view: VerificationView): VerificationView {
    const [oldest] = this.#views.keys();
    if (oldest !== undefined && this.#views.size >= MOST_VIEWS) this.#views.delete(oldest);
    this.#views.set(keyOf(reader, view.verificationId), Object.freeze(view));
    return view;
  }
}

function keyOf(reader: string | undefined, verificationId: string): string {
  return [reader ?? '*', verificationId].join('/');
}
