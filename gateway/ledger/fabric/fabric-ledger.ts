// SPDX-License-Identifier: Apache-2.0
import '../channel/quiet-shim.js';
import type { Static, TSchema } from 'typebox';
import type { Transaction } from '../../../chaincode/transactions/transaction.js';
import type { NetworkDefinition } from '../../../network/definitions/definition.js';
import { blockOf } from '../channel/block-of.js';
import { callOf } from '../channel/chaincode-call.js';
import { endorserSets } from '../channel/endorser-sets.js';
import { commitErrorOf, endorsementErrorOf } from '../channel/ledger-error-of.js';
import { responseOf } from '../channel/response-of.js';
import { inTime } from '../in-time.js';
import { LedgerUnavailable, OutcomeUnknown } from '../ledger-errors.js';
import type { Committed, Ledger, LedgerBlock, SubmitOptions, TransactionState, Unordered } from '../ledger.js';
import type { CallerSigners } from './caller-signers.js';
import { ChannelError } from './channel-error.js';
import type { EndorsedTransaction } from './drivers/channel-driver.js';
import { endorseBySets } from './endorsing.js';
import type { HostedChannels } from './hosted-channels.js';
import type { LargestTransaction } from './largest-transaction.js';
import type { PeerHeights } from './peer-heights.js';
import type { Deliveries } from './submission/deliveries.js';
import type { EnvelopeStore } from './submission/envelope-store.js';

/** How long a caller waits, in milliseconds. What was handed over goes on, whether somebody waits for it or not. */
export interface FabricLedgerTimes {
  /** For a block, from the moment at which the transaction was handed over. */
  readonly order: number;
  /** For a peer to see what this gateway has shown. */
  readonly seen: number;
}

export interface FabricLedgerParts {
  readonly definition: NetworkDefinition;
  readonly channels: HostedChannels;
  readonly signers: CallerSigners;
  readonly heights: PeerHeights;
  readonly largest: LargestTransaction;
  readonly store: EnvelopeStore;
  readonly deliveries: Deliveries;
  readonly times: FabricLedgerTimes;
  /** Ends what was opened for it. */
  readonly end: () => Promise<void>;
}

interface EndorsedAt extends EndorsedTransaction {
  /** Number of blocks that were known before. */
  readonly height: bigint;
}

/** The port over a running Fabric network; see {@link Ledger} for what is promised. */
export class FabricLedger implements Ledger {
  readonly #parts: FabricLedgerParts;
  readonly #closing = new AbortController();
  #closed: Promise<void> | undefined;

  /** The parts are this ledger's from now on: {@link close} ends them. */
  constructor(parts: FabricLedgerParts) {
    this.#parts = parts;
  }

  async submit<N extends string, Q extends TSchema, R extends TSchema>(
    transaction: Transaction<N, Q, R>,
    request: Static<Q>,
    options: SubmitOptions,
  ): Promise<Committed<Static<R>>> {
    const endorsed = await this.#endorse(transaction, request, options);
    // Before anything is ordered: a response of another shape is never put on the ledger.
    const response = responseOf(transaction.response, endorsed.payload, endorsed.transactionId);
    return this.#commit(transaction.name, endorsed, response, options);
  }

  async submitUnless<N extends string, Q extends TSchema, R extends TSchema>(
    transaction: Transaction<N, Q, R>,
    request: Static<Q>,
    options: SubmitOptions & { readonly statesNothing: (response: Static<R>) => boolean },
  ): Promise<Committed<Static<R>> | Unordered<Static<R>>> {
    const endorsed = await this.#endorse(transaction, request, options);
    const response = responseOf(transaction.response, endorsed.payload, endorsed.transactionId);
    return options.statesNothing(response) ? { response } : this.#commit(transaction.name, endorsed, response, options);
  }

  async evaluate<N extends string, Q extends TSchema, R extends TSchema>(
    transaction: Transaction<N, Q, R>,
    request: Static<Q>,
    options: Omit<SubmitOptions, 'watch'> & { readonly peer: string },
  ): Promise<Static<R>> {
    const { definition, channels, heights, signers } = this.#parts;
    const identity = await signers.of(options.caller);
    const [[peer = ''] = []] = endorserSets(definition, { kind: 'alone', department: options.peer });
    const call = callOf(definition, transaction, request, options.transient);
    const channel = channels.of(options.caller.department);
    const payload = await heights
      .whenSeen([peer], () => channel.evaluate(identity, call, peer))
      .catch((error: unknown) => {
        throw endorsementErrorOf(error);
      });
    return responseOf(transaction.response, payload, `(evaluation of ${transaction.name})`);
  }

  /**
   * `ABSENT` only where it is certain: a transaction of this home is kept from before it is sent until its final code is
   * known, so what is neither kept nor in a block of a peer that has every block in which something of ours ended was
   * never sent, or never taken.
   */
  async transaction(transactionId: string): Promise<TransactionState> {
    const { channels, deliveries, store } = this.#parts;
    const before = deliveries.stateOf(transactionId);
    if (before !== undefined && before !== 'UNDECIDED') return stateOf(before);
    const { upTo } = store;
    try {
      const found = await channels.ask(async (channel) => {
        const height = await channel.height();
        return (await channel.transaction(transactionId)) ?? height;
      });
      if (typeof found !== 'bigint') return stateOf(found);
      const isUndecided = before !== undefined || deliveries.stateOf(transactionId) !== undefined;
      return { state: isUndecided || found < upTo ? 'UNKNOWN' : 'ABSENT' };
    } catch (error) {
      if (error instanceof LedgerUnavailable) return { state: 'UNKNOWN' };
      throw error;
    }
  }

  height(): Promise<bigint> {
    return this.#parts.channels.ask((channel) => channel.height());
  }

  async *blocks(options: { readonly from: bigint; readonly signal?: AbortSignal }): AsyncIterable<LedgerBlock> {
    const { channels, definition, heights } = this.#parts;
    const signals = options.signal === undefined ? [] : [options.signal];
    const signal = AbortSignal.any([this.#closing.signal, ...signals]);
    for await (const block of channels.blocks({ from: options.from, signal })) {
      heights.shown(block.number);
      yield blockOf(definition, block);
    }
  }

  /**
   * Copies what is not known to be in a block yet into a folder that is not there yet. The blocks themselves are the
   * peers' to back up; answered is the last one there is.
   */
  async backup(folder: string): Promise<{ readonly height: bigint; readonly hash: Uint8Array }> {
    await this.#parts.store.copyInto(folder);
    return this.#parts.channels.ask((channel) => channel.head());
  }

  close(): Promise<void> {
    this.#closing.abort();
    return (this.#closed ??= this.#parts.end());
  }

  async #endorse<Q extends TSchema, R extends TSchema>(
    transaction: Transaction<string, Q, R>,
    request: Static<Q>,
    { caller, transient }: SubmitOptions,
  ): Promise<EndorsedAt> {
    const { definition, channels, deliveries, heights, signers, times } = this.#parts;
    if (this.#closing.signal.aborted) throw new LedgerUnavailable('the ledger is closed');
    const identity = await signers.of(caller);
    const call = callOf(definition, transaction, request, transient);
    const sets = endorserSets(definition, transaction.endorsers(request));
    const parts = { channel: channels.of(caller.department), heights, patience: times.seen };
    const { height } = deliveries; // before: peers keep its private values from then on
    return { ...(await endorseBySets(parts, identity, call, sets)), height };
  }

  async #commit<R>(
    name: string,
    endorsed: EndorsedAt,
    response: R,
    { caller, watch }: SubmitOptions,
  ): Promise<Committed<R>> {
    const { deliveries, heights, largest, times } = this.#parts;
    const { transactionId } = endorsed;
    await largest.demand(endorsed);
    deliveries.announce(transactionId);
    await watch?.prepared({ transactionId, name, place: 0 }).catch((cause: unknown) => {
      deliveries.withdraw(transactionId);
      throw new LedgerUnavailable('what is about to be ordered could not be recorded', { cause });
    });
    const outcome = await inTime(deliveries.deliver(endorsed, caller.department), times.order, tooLate).catch(
      (cause: unknown) => {
        const wasRefused = cause instanceof ChannelError;
        watch?.settled(transactionId, wasRefused ? 'INVALID' : 'UNKNOWN');
        throw wasRefused
          ? new LedgerUnavailable(cause.message, { cause })
          : new OutcomeUnknown(transactionId, { cause });
      },
    );
    const { blockNumber, validationCode } = outcome;
    heights.shown(blockNumber);
    watch?.settled(transactionId, validationCode === 'VALID' ? 'VALID' : 'INVALID');
    if (validationCode !== 'VALID') throw commitErrorOf(transactionId, validationCode);
    return { response, transactionId, blockNumber };
  }
}

function stateOf({ validationCode, blockNumber }: { validationCode: string; blockNumber: bigint }): TransactionState {
  return validationCode === 'VALID'
    ? { state: 'COMMITTED', blockNumber }
    : { state: 'INVALID', blockNumber, validationCode };
}

function tooLate(): Error {
  return new Error('no block came in time');
}
