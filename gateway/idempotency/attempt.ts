// SPDX-License-Identifier: Apache-2.0
import type { CommittedPart } from '../ledger/find-transaction.js';
import type { SubmissionWatch } from '../ledger/submission-watch.js';
import type { CallerRow } from './tables.js';

/** How one request is carried out, once. */
export interface Attempt<A> {
  readonly caller: CallerRow;
  readonly operation: string;
  /** The client's own key. */
  readonly key?: string | undefined;
  /** All that makes up the request, as JSON: what is equal here is the same request. */
  readonly request: unknown;
  /** Hands the watch on to everything that is submitted. */
  run(watch: SubmissionWatch): Promise<A>;
  /** What a repeat is answered from: states and ids as JSON, no value. */
  keep(answer: A): unknown;
  /** A refusal that a repeat gets again, as JSON; `undefined`: nothing was decided, so that a repeat is a new try. */
  keepRefusal(error: unknown): unknown;
  recall(kept: unknown): Promise<A>;
  /** @throws the refusal, always. */
  recallRefusal(kept: unknown): never;
  /** The answer from what stands on the ledger; what is lacking is done now. For requests whose process ended before they did. */
  rebuild(committed: readonly CommittedPart[], watch: SubmissionWatch): Promise<A>;
}

export interface SubmissionStatus {
  readonly submissionId: string;
  readonly operation: string;
  /** NOT_COMMITTED: nothing of it stands on the ledger, and nothing will. */
  readonly state: 'PENDING' | 'COMMITTED' | 'NOT_COMMITTED';
  readonly committed: readonly CommittedPart[];
}
