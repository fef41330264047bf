// SPDX-License-Identifier: Apache-2.0
import type { Static, TSchema } from 'typebox';
import type { Role } from '../../chaincode/domain/roles.js';
import type { Transaction } from '../../chaincode/transactions/transaction.js';
import type { SubmissionWatch } from './submission-watch.js';

/** As whom the gateway signs: one identity per department and role. */
export interface Caller {
  readonly department: string;
  readonly role: Role;
}

/** Parts of a request that travel in `transient`: JSON by name; never on the ledger. */
export type Transient = Readonly<Record<string, unknown>>;

export interface Committed<R> {
  readonly response: R;
  readonly transactionId: string;
  readonly blockNumber: bigint;
}

/** The answer to what states nothing: endorsed, and then not ordered. */
export interface Unordered<R> {
  readonly response: R;
  readonly transactionId?: undefined;
  readonly blockNumber?: undefined;
}

/**
 * Where a submit stands. `ABSENT`: no block holds it and none ever will. `UNKNOWN`: it may have been handed over, and
 * neither can be said (yet).
 */
export type TransactionState =
  | { readonly state: 'COMMITTED'; readonly blockNumber: bigint }
  | { readonly state: 'INVALID'; readonly blockNumber: bigint; readonly validationCode: string }
  | { readonly state: 'ABSENT' }
  | { readonly state: 'UNKNOWN' };

/** A write to a public key; `value` is absent where the key was deleted. */
export interface PublicWrite {
  readonly key: string;
  readonly value?: Uint8Array;
}

/** A write to a department's collection as every peer sees it: hashes, base64url. */
export interface HashedWrite {
  readonly department: string;
  readonly keyHash: string;
  readonly valueHash?: string;
}

export interface LedgerTransaction {
  readonly transactionId: string;
  readonly validationCode: string;
  readonly creator: { readonly mspId: string };
  /** Header time, ISO 8601 UTC with milliseconds. */
  readonly timestamp: string;
  /** Name of the transaction and its JSON request; absent for what is not a call of this chaincode. */
  readonly call?: { readonly name: string; readonly request: unknown };
  /** What the endorsers answered; parsed JSON. */
  readonly response?: unknown;
  readonly writes: readonly PublicWrite[];
  readonly hashedWrites: readonly HashedWrite[];
}

export interface LedgerBlock {
  readonly number: bigint;
  readonly hash: string;
  readonly previousHash: string;
  readonly transactions: readonly LedgerTransaction[];
}

export interface SubmitOptions {
  readonly caller: Caller;
  readonly transient?: Transient;
  /** Of the request that the transaction is made for; `undefined` where no client could repeat it. Never left out by oversight. */
  readonly watch: SubmissionWatch | undefined;
}

/**
 * The ledger as the gateway needs it. Adapters stand in folders beside this file; what one of them cannot promise
 * does not belong here.
 */
export interface Ledger {
  /**
   * Endorses as the transaction declares, orders, and resolves when the block is durable and valid. Before anything is
   * ordered the `watch` of the request is told, and ordering waits for it.
   * @throws {DomainError} refused by a rule; nothing was written.
   * @throws {LedgerConflict} another transaction came first; a new submit may succeed.
   * @throws {LedgerUnavailable} no endorser answered, or not in time; nothing was ordered.
   * @throws {OutcomeUnknown} it was handed over, but what became of it is not known, or not in time.
   * @throws {LedgerFault} it ended in a way that the agreement does not provide for.
   * @throws {DepartmentNotHosted} this gateway does not sign as the caller's department.
   */
  submit<N extends string, Q extends TSchema, R extends TSchema>(
    transaction: Transaction<N, Q, R>,
    request: Static<Q>,
    options: SubmitOptions,
  ): Promise<Committed<Static<R>>>;

  /**
   * As {@link submit}, but an endorsed response that states nothing is answered without being ordered: nobody needs a
   * block that says that nothing was said. `statesNothing` must be true only of responses that no write stands behind.
   */
  submitUnless<N extends string, Q extends TSchema, R extends TSchema>(
    transaction: Transaction<N, Q, R>,
    request: Static<Q>,
    options: SubmitOptions & { readonly statesNothing: (response: Static<R>) => boolean },
  ): Promise<Committed<Static<R>> | Unordered<Static<R>>>;

  /** Asks the peer of one department. @throws {DomainError | LedgerUnavailable | LedgerFault | DepartmentNotHosted} */
  evaluate<N extends string, Q extends TSchema, R extends TSchema>(
    transaction: Transaction<N, Q, R>,
    request: Static<Q>,
    options: { readonly caller: Caller; readonly peer: string; readonly transient?: Transient },
  ): Promise<Static<R>>;

  transaction(transactionId: string): Promise<TransactionState>;
  /** Number of blocks. */
  height(): Promise<bigint>;
  /** Blocks in order from `from`, then live ones, until the signal aborts or the ledger closes. */
  blocks(options: { readonly from: bigint; readonly signal?: AbortSignal }): AsyncIterable<LedgerBlock>;
  close(): Promise<void>;
}
