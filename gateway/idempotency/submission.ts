// SPDX-License-Identifier: Apache-2.0
import type { PreparedOutcome, PreparedTransaction, SubmissionWatch } from '../ledger/submission-watch.js';
import type { IdempotencyStore, PreparationRow, StoredSubmission, SubmissionRow } from './idempotency-store.js';

type Preparation = Omit<PreparationRow, 'submissionId'>;

/** A request without a key. */
export interface NewSubmission {
  readonly row: () => SubmissionRow;
  readonly preparations: readonly PreparationRow[];
}

/**
 * One request and the transactions made for it. With a key of the client every transaction is written down before it
 * is ordered; without one only when somebody has to be told where to ask.
 */
export class Submission implements SubmissionWatch {
  readonly #store: IdempotencyStore;
  readonly #hasKey: boolean;
  readonly #preparations: Preparation[];
  readonly #makeRow: () => SubmissionRow;
  #made: SubmissionRow | undefined;

  /** @param row what stands for the request, or how that is made: without a key it is hardly ever needed. */
  constructor(store: IdempotencyStore, { row, preparations }: StoredSubmission | NewSubmission) {
    this.#store = store;
    this.#hasKey = typeof row !== 'function' && row.keyDigest !== null;
    this.#makeRow = typeof row === 'function' ? row : () => row;
    this.#preparations = preparations.map((one) => ({ ...one }));
  }

  get id(): string {
    return this.#row().submissionId;
  }

  async prepared({ transactionId, name, place }: PreparedTransaction): Promise<void> {
    const ordinal = this.#preparations.length;
    const preparation = { ordinal, transactionId, name, place, state: 'PREPARED' };
    this.#preparations.push(preparation);
    if (this.#hasKey) await this.#save([preparation]);
  }

  settled(transactionId: string, outcome: PreparedOutcome): void {
    const preparation = this.#preparations.find((one) => one.transactionId === transactionId);
    if (preparation !== undefined) preparation.state = outcome;
  }

  /** Writes everything down, whether the client gave a key or not. */
  save(): Promise<void> {
    return this.#save(this.#preparations);
  }

  /**
   * The request has come to its end: writes down what a repeat is answered from. `undefined`: nothing to be kept, so
   * that a repeat is answered from the ledger, or tried anew where that holds nothing. Without a key nobody can repeat it.
   */
  async finish(kept: unknown): Promise<void> {
    if (!this.#hasKey || (kept === undefined && this.#preparations.length === 0)) return;
    if (kept !== undefined) this.#made = { ...this.#row(), kept: JSON.stringify(kept) };
    await this.save();
  }

  #row(): SubmissionRow {
    return (this.#made ??= this.#makeRow());
  }

  #save(preparations: readonly Preparation[]): Promise<void> {
    const row = this.#row();
    const { submissionId } = row;
    return this.#store.save(
      row,
      preparations.map((preparation) => ({ ...preparation, submissionId })),
    );
  }
}
