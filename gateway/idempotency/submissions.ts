// SPDX-License-Identifier: Apache-2.0
import { createHmac, randomBytes } from 'node:crypto';
import { canonicalJson } from '../../chaincode/wire/canonical-json.js';
import { findTransaction, type CommittedPart } from '../ledger/find-transaction.js';
import { OutcomeUnknown } from '../ledger/ledger-errors.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Attempt, SubmissionStatus } from './attempt.js';
import { KeyInFlight, KeyReused, SubmissionPending } from './idempotency-errors.js';
import type { IdempotencyStore, PreparationRow, StoredSubmission, SubmissionRow } from './idempotency-store.js';
import { resolvePreparations } from './resolve-preparations.js';
import { Submission } from './submission.js';
import type { CallerRow } from './tables.js';

export interface SubmissionsParts {
  readonly store: IdempotencyStore;
  readonly ledger: Pick<Ledger, 'transaction' | 'blocks'>;
  /** Key of the digests: bodies hold identifiers, of which there are few enough to try them all. */
  readonly secret: Uint8Array;
  /** Milliseconds since 1970; default: the clock of the machine. */
  readonly now?: () => number;
}

/** Carries out each request once, however often it comes and whatever is killed meanwhile. */
export class Submissions {
  readonly #store: IdempotencyStore;
  readonly #ledger: SubmissionsParts['ledger'];
  readonly #secret: Uint8Array;
  readonly #now: () => number;
  /** Requests being carried out, by caller and key. */
  readonly #live = new Map<string, string>();

  constructor({ store, ledger, secret, now = Date.now }: SubmissionsParts) {
    this.#store = store;
    this.#ledger = ledger;
    this.#secret = secret;
    this.#now = now;
  }

  /** Asks the ledger about everything that an earlier process left unfinished, and writes down what it says. */
  async resolveUnfinished(): Promise<void> {
    for (const { row, preparations } of await this.#store.unfinished()) {
      await this.#store.save(row, await resolvePreparations(this.#ledger, preparations));
    }
  }

  /**
   * Carries the request out, or answers it as it was answered before.
   *
   * @throws {KeyReused | KeyInFlight}
   * @throws {SubmissionPending} it was handed over and the outcome is not known; also where the client gave no key.
   * Everything else is what the request itself comes to.
   */
  async once<A>(attempt: Attempt<A>): Promise<A> {
    if (attempt.key === undefined) return this.#carryOut(attempt, this.#beginWithoutKey(attempt));
    const requestDigest = this.#digestOf(attempt);
    const keyDigest = this.#digest('key', attempt.key);
    const name = canonicalJson([attempt.caller.department, attempt.caller.role, attempt.caller.officer, keyDigest]);
    const live = this.#live.get(name);
    if (live !== undefined) throw live === requestDigest ? new KeyInFlight() : new KeyReused();
    this.#live.set(name, requestDigest);
    try {
      const stored = await this.#store.byKey(attempt.caller, keyDigest, this.#now());
      if (stored === undefined) {
        const row = this.#row(attempt, { keyDigest, requestDigest, createdAt: this.#now() });
        return await this.#carryOut(attempt, new Submission(this.#store, { row, preparations: [] }));
      }
      if (stored.row.requestDigest !== requestDigest) throw new KeyReused();
      return await this.#again(attempt, stored);
    } finally {
      this.#live.delete(name);
    }
  }

  /** What became of a submission of this caller; `undefined`: there is none, or it is another's. */
  async status(caller: CallerRow, submissionId: string): Promise<SubmissionStatus | undefined> {
    const stored = await this.#store.byId(submissionId, this.#now());
    const { department, role, officer } = stored?.row ?? {};
    const isOwn = department === caller.department && role === caller.role && officer === caller.officer;
    if (stored === undefined || !isOwn) return undefined;
    const preparations = await resolvePreparations(this.#ledger, stored.preparations);
    const committed = await this.#committed(preparations);
    const settled = committed.length > 0 ? 'COMMITTED' : 'NOT_COMMITTED';
    const state = preparations.some(isUnknown) ? 'PENDING' : settled;
    return { submissionId, operation: stored.row.operation, state, committed };
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  /** Its digest and id are only worked out if its outcome becomes unknown. */
  #beginWithoutKey(attempt: Attempt<unknown>): Submission {
    const createdAt = this.#now();
    const row = () => this.#row(attempt, { keyDigest: null, requestDigest: this.#digestOf(attempt), createdAt });
    return new Submission(this.#store, { row, preparations: [] });
  }

  #row(
    { caller: { department, role, officer }, operation }: Attempt<unknown>,
    known: Pick<SubmissionRow, 'keyDigest' | 'requestDigest' | 'createdAt'>,
  ): SubmissionRow {
    const expiresAt = known.createdAt + this.#store.lifetime;
    return { submissionId: newSubmissionId(), department, role, officer, operation, ...known, kept: null, expiresAt };
  }

  async #again<A>(attempt: Attempt<A>, { row, preparations: before }: StoredSubmission): Promise<A> {
    if (row.kept !== null) {
      const kept = JSON.parse(row.kept) as { answer?: unknown; refusal?: unknown };
      return kept.refusal === undefined ? attempt.recall(kept.answer) : attempt.recallRefusal(kept.refusal);
    }
    const preparations = await resolvePreparations(this.#ledger, before);
    if (preparations.some(isUnknown)) throw new SubmissionPending(row.submissionId);
    const committed = await this.#committed(preparations);
    const submission = new Submission(this.#store, { row, preparations });
    if (committed.length === 0) return this.#carryOut(attempt, submission);
    return this.#carryOut(attempt, submission, () => attempt.rebuild(committed, submission));
  }

  async #carryOut<A>(attempt: Attempt<A>, submission: Submission, run = () => attempt.run(submission)): Promise<A> {
    let answer: A;
    try {
      answer = await run();
    } catch (error) {
      if (error instanceof OutcomeUnknown) throw await pending(submission, error);
      const refusal = attempt.keepRefusal(error);
      await finish(submission, refusal === undefined ? undefined : { refusal });
      throw error;
    }
    await finish(submission, { answer: attempt.keep(answer) });
    return answer;
  }

  async #committed(preparations: readonly PreparationRow[]): Promise<CommittedPart[]> {
    const valid = preparations.filter(({ state }) => state === 'VALID');
    const parts = await Promise.all(
      valid.map(async ({ transactionId, place }) => {
        const found = await findTransaction(this.#ledger, transactionId);
        return found === undefined ? [] : [{ ...found, place }];
      }),
    );
    return parts.flat();
  }

  #digestOf({ request }: Attempt<unknown>): string {
    return this.#digest('request', canonicalJson(request));
  }

  #digest(use: 'request' | 'key', text: string): string {
    return createHmac('sha256', this.#secret).update(`${use}\n${text}`).digest('base64url');
  }
}

function isUnknown({ state }: PreparationRow): boolean {
  return state === 'UNKNOWN';
}

/** A request that has come to its end has, whether that could be written down or not: a repeat asks the ledger then. */
async function finish(submission: Submission, kept: unknown): Promise<void> {
  await submission.finish(kept).catch(() => undefined);
}

/** Where nothing can be written down, the transaction's own address must do. */
async function pending(submission: Submission, cause: OutcomeUnknown): Promise<Error> {
  try {
    await submission.save();
    return new SubmissionPending(submission.id, { cause });
  } catch {
    return cause;
  }
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** 26 characters of base32: 130 random bits. */
function newSubmissionId(): string {
  return Array.from(randomBytes(26), (byte) => BASE32.charAt(byte & 31)).join('');
}
