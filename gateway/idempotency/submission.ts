// SPDX-License-Identifier: Apache-2.0
import type { PreparedOutcome, PreparedTransaction, SubmissionWatch } from '../ledger/submission-watch.js';
import type { IdempotencyStore, PreparationRow, StoredSubmission, SubmissionRow } from './idempotency-store.js';

/**
 * One request and the transactions made for it. With a key of the client every transaction is written down before it
 * is ordered; without one only when somebody has to be told where to ask.
 */
export class Submission implements SubmissionWatch {
  readonly #store: IdempotencyStore;
  readonly #preparations: PreparationRow[];
  #row: SubmissionRow;

  constructor(store: IdempotencyStore, { row, preparations }: StoredSubmission) {
    this.#store = store;
    this.#row = row;
    this.#preparations = preparations.map((one) => ({ ...one }));
  }

  get id(): string {
    return this.#row.submissionId;
  }

  async prepared({ transactionId, name, place }: PreparedTransaction): Promise<void> {
    const ordinal = this.#preparations.length;
    const preparation = { submissionId: this.id, ordinal, transactionId, name, place, state: 'PREPARED' };
    this.#preparations.push(preparation);
    if (this.#row.keyDigest !== null) await this.#store.save(this.#row, [preparation]);
  }

  settled(transactionId: string, outcome: PreparedOutcome): void {
    const preparation = this.#preparations.find((one) => one.transactionId === transactionId);
    if (preparation !== undefined) preparation.state = outcome;
  }

  /** Writes everything down, whether the client gave a key or not. */
  save(): Promise<void> {
    return this.#store.save(this.#row, this.#preparations);
  }

  /**
   * The request has come to its end: writes down what a repeat is answered from. `undefined`: nothing to be kept, so
   * that a repeat is answered from the ledger, or tried anew where that holds nothing. Without a key nobody can repeat it.
   */
  async finish(kept: unknown): Promise<void> {
    if (this.#row.keyDigest === null || (kept === undefined && this.#preparations.length === 0)) return;
    if (kept !== undefined) this.#row = { ...this.#row, kept: JSON.stringify(kept) };
    await this.save();
  }
}
