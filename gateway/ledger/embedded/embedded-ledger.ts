// SPDX-License-Identifier: Apache-2.0
import '../channel/quiet-shim.js';
import type { Static, TSchema } from 'typebox';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import type { Transaction } from '../../../chaincode/transactions/transaction.js';
import type { NetworkDefinition } from '../../../network/definitions/definition.js';
import {
  NetworkError,
  NetworkFailure,
  type BackupPoint,
  type EmbeddedNetwork,
  type EndorsedTransaction,
  type Outcome,
} from '../../../network/embedded/index.js';
import { OutcomeUnknown, LedgerUnavailable } from '../ledger-errors.js';
import { LedgerFault } from '../ledger-fault.js';
import { inTime } from '../in-time.js';
import type { Committed, Ledger, LedgerBlock, SubmitOptions, TransactionState, Unordered } from '../ledger.js';
import type { SubmissionWatch } from '../submission-watch.js';
import { blockOf } from '../channel/block-of.js';
import { callOf } from '../channel/chaincode-call.js';
import { CallerIdentities } from './caller-identities.js';
import { endorserSets } from '../channel/endorser-sets.js';
import { commitErrorOf, endorsementErrorOf } from '../channel/ledger-error-of.js';
import { responseOf } from '../channel/response-of.js';

type Declared<Q extends TSchema, R extends TSchema> = Transaction<string, Q, R>;

/** How long a caller waits, in milliseconds. What was handed over goes on, whether somebody waits for it or not. */
export interface LedgerTimes {
  /** For an endorsement or an evaluation. */
  readonly endorse: number;
  /** For a block, from the moment at which the transaction was handed over. */
  readonly order: number;
}
const TIMES: LedgerTimes = { endorse: 30_000, order: 30_000 };

/** The port over a network in this process; see {@link Ledger} for what is promised. */
export class EmbeddedLedger implements Ledger {
  readonly #network: EmbeddedNetwork;
  readonly #definition: NetworkDefinition;
  readonly #identities: CallerIdentities;
  readonly #times: LedgerTimes;
  /** Handed over by this process, and no outcome known. No other process can have handed anything over. */
  readonly #undecided = new Set<string>();
  /** Since then the network takes nothing more. */
  #hasFailed = false;

  /** The network is this ledger's from now on: {@link close} closes it. */
  constructor(network: EmbeddedNetwork, definition: NetworkDefinition, hosted: readonly string[], times = TIMES) {
    this.#network = network;
    this.#definition = definition;
    this.#times = times;
    this.#identities = new CallerIdentities(network, definition, hosted);
  }

  async submit<N extends string, Q extends TSchema, R extends TSchema>(
    transaction: Transaction<N, Q, R>,
    request: Static<Q>,
    options: SubmitOptions,
  ): Promise<Committed<Static<R>>> {
    const endorsed = await this.#endorse(transaction, request, options);
    // Before anything is ordered: a response of another shape is never put on the ledger.
    const response = responseOf(transaction.response, endorsed.payload, endorsed.transactionId);
    return this.#commit(transaction.name, endorsed, response, options.watch);
  }

  async submitUnless<N extends string, Q extends TSchema, R extends TSchema>(
    transaction: Transaction<N, Q, R>,
    request: Static<Q>,
    options: SubmitOptions & { readonly statesNothing: (response: Static<R>) => boolean },
  ): Promise<Committed<Static<R>> | Unordered<Static<R>>> {
    const endorsed = await this.#endorse(transaction, request, options);
    const response = responseOf(transaction.response, endorsed.payload, endorsed.transactionId);
    return options.statesNothing(response)
      ? { response }
      : this.#commit(transaction.name, endorsed, response, options.watch);
  }

  async evaluate<N extends string, Q extends TSchema, R extends TSchema>(
    transaction: Transaction<N, Q, R>,
    request: Static<Q>,
    options: Omit<SubmitOptions, 'watch'> & { readonly peer: string },
  ): Promise<Static<R>> {
    const caller = await this.#identities.of(options.caller);
    const [[peer] = []] = endorserSets(this.#definition, { kind: 'alone', department: options.peer });
    const proposal = callOf(this.#definition, transaction, request, options.transient);
    const evaluation = this.#network.evaluate(caller, peer === undefined ? proposal : { ...proposal, peer });
    const payload = await inTime(evaluation, this.#times.endorse, tooLate).catch((error: unknown) => {
      throw endorsementErrorOf(error);
    });
    return responseOf(transaction.response, payload, `(evaluation of ${transaction.name})`);
  }

  async transaction(transactionId: string): Promise<TransactionState> {
    const found = await this.#network.transaction(transactionId);
    if (found === undefined) return { state: this.#undecided.has(transactionId) ? 'UNKNOWN' : 'ABSENT' };
    const { blockNumber, validationCode } = found;
    return validationCode === 'VALID'
      ? { state: 'COMMITTED', blockNumber }
      : { state: 'INVALID', blockNumber, validationCode };
  }

  height(): Promise<bigint> {
    return Promise.resolve(this.#network.height);
  }

  async *blocks(options: { readonly from: bigint; readonly signal?: AbortSignal }): AsyncIterable<LedgerBlock> {
    for await (const block of this.#network.blocks(options)) yield blockOf(this.#definition, block);
  }

  /** Copies the ledger as of its last block into a folder that is not there yet, while it goes on. */
  backup(folder: string): Promise<BackupPoint> {
    return this.#network.backup(folder);
  }

  close(): Promise<void> {
    return this.#network.close();
  }

  async #endorse<Q extends TSchema, R extends TSchema>(
    transaction: Declared<Q, R>,
    request: Static<Q>,
    { caller, transient }: Omit<SubmitOptions, 'watch'>,
  ): Promise<EndorsedTransaction> {
    const identity = await this.#identities.of(caller);
    const proposal = callOf(this.#definition, transaction, request, transient);
    let unavailable: LedgerUnavailable | undefined;
    for (const endorsers of endorserSets(this.#definition, transaction.endorsers(request))) {
      try {
        return await inTime(this.#network.endorse(identity, { ...proposal, endorsers }), this.#times.endorse, tooLate);
      } catch (error) {
        const translated = endorsementErrorOf(error);
        if (translated instanceof DomainError) throw translated;
        unavailable = translated;
      }
    }
    throw unavailable ?? new LedgerUnavailable('nobody is there to endorse');
  }

  async #commit<R>(
    name: string,
    endorsed: EndorsedTransaction,
    response: R,
    watch: SubmissionWatch | undefined,
  ): Promise<Committed<R>> {
    const { transactionId } = endorsed;
    await watch?.prepared({ transactionId, name, place: 0 }).catch((cause: unknown) => {
      throw new LedgerUnavailable('what is about to be ordered could not be recorded', { cause });
    });
    let outcome: Outcome;
    try {
      outcome = await inTime(this.#order(endorsed), this.#times.order, tooLate);
    } catch (cause) {
      const wasRefused = cause instanceof LedgerUnavailable || cause instanceof LedgerFault;
      watch?.settled(transactionId, wasRefused ? 'INVALID' : 'UNKNOWN');
      throw wasRefused ? cause : new OutcomeUnknown(transactionId, { cause });
    }
    const { blockNumber, validationCode } = outcome;
    watch?.settled(transactionId, validationCode === 'VALID' ? 'VALID' : 'INVALID');
    if (validationCode !== 'VALID') throw commitErrorOf(transactionId, validationCode);
    return { response, transactionId, blockNumber };
  }

  /**
   * What fails stays undecided as long as this process lives: its block may be durable and not applied.
   * @throws {LedgerUnavailable} the network did not take it: closed, no room on the disk, or failed before.
   * @throws {LedgerFault} it is larger than the channel allows: nobody would ever order it.
   */
  async #order(endorsed: EndorsedTransaction): Promise<Outcome> {
    const { transactionId } = endorsed;
    const hadFailed = this.#hasFailed;
    this.#undecided.add(transactionId);
    try {
      const outcome = await this.#network.order(endorsed);
      this.#undecided.delete(transactionId);
      return outcome;
    } catch (error) {
      if (error instanceof NetworkFailure) this.#hasFailed = true;
      if (!hadFailed && !(error instanceof NetworkError)) throw error;
      this.#undecided.delete(transactionId);
      const message = error instanceof Error ? error.message : String(error);
      if (TOO_LARGE.test(message)) {
        throw new LedgerFault(transactionId, `${message}: nothing was ordered`, undefined, { cause: error });
      }
      throw new LedgerUnavailable(message, { cause: error });
    }
  }
}

/** As orderers say it. */
const TOO_LARGE = /^message payload is \d+ bytes and exceeds maximum allowed/u;

function tooLate(): Error {
  return new Error('the ledger did not answer in time');
}
