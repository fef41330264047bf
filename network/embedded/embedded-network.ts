// SPDX-License-Identifier: Apache-2.0
import { backupNetwork } from './backup-network.js';
import type { BackupPoint } from './backup-network.js';
import { DirectoryLock } from './directory-lock.js';
import { CommitError, NetworkError } from './errors.js';
import type { Attributes } from './identity/certificate-authority.js';
import { openParts } from './open-network.js';
import type { NetworkParts } from './open-network.js';
import type {
  DecodedBlock,
  EndorsedTransaction,
  Identity,
  NetworkOptions,
  Orderable,
  Outcome,
  Proposal,
  Submitted,
} from './types.js';
import type { ValidationCode } from './validation-code.js';
import { assertOptions } from './assert-options.js';

/** A Fabric network in one process. See docs/embedded.md. */
export class EmbeddedNetwork {
  readonly #lock: DirectoryLock;
  readonly #parts: NetworkParts;
  readonly #mspIds: ReadonlySet<string>;
  readonly #directory: string;
  /** Calls under way; closing waits for them. */
  readonly #calls = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  private constructor(lock: DirectoryLock, parts: NetworkParts, options: NetworkOptions) {
    this.#lock = lock;
    this.#parts = parts;
    this.#directory = options.directory;
    this.#mspIds = new Set(options.organisations.map(({ mspId }) => mspId));
  }

  /**
   * Opens the network in a folder, or makes it. A tail that a crash left half written is cut, derived stores are brought
   * up to the last block.
   * @throws {NetworkError} the folder is in use, a block is damaged, or the options do not fit each other or the ledger.
   */
  static async open(options: NetworkOptions): Promise<EmbeddedNetwork> {
    assertOptions(options);
    const lock = await DirectoryLock.acquire(options.directory);
    try {
      return new EmbeddedNetwork(lock, await openParts(options), options);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** Number of blocks, block 0 (the configuration) included. */
  get height(): bigint {
    return BigInt(this.#parts.feed.height);
  }

  /**
   * A client identity of an organisation. Idempotent, also after reopening; changed attributes give a new certificate,
   * and the old one stays valid as it does with Fabric's CA.
   */
  async enrol(mspId: string, name: string, attributes: Attributes = {}): Promise<Identity> {
    this.#assertOpen();
    this.#assertMember(mspId);
    const { certificate } = await this.#during(this.#parts.identities.enrol(mspId, name, 'client', attributes));
    return { mspId, name, certificate };
  }

  /** @throws {EndorseError} refused by a peer or by chaincode (`chaincode response 500, <text>`), or their results differ. */
  async endorse(caller: Identity, proposal: Proposal): Promise<EndorsedTransaction> {
    this.#assertOpen();
    return this.#during(this.#parts.endorser.endorse(caller, proposal));
  }

  /**
   * Orders one transaction; resolves after its block is durable and applied, whatever the code. An array goes into one
   * block, in that order. Envelopes are taken as they are: what is wrong with them is the validation code's matter.
   */
  order(transaction: Orderable | Uint8Array): Promise<Outcome>;
  order(transactions: readonly (Orderable | Uint8Array)[]): Promise<readonly Outcome[]>;
  async order(
    input: Orderable | Uint8Array | readonly (Orderable | Uint8Array)[],
  ): Promise<Outcome | readonly Outcome[]> {
    this.#assertOpen();
    const isMany = Array.isArray(input);
    const envelopes = (isMany ? input : [input]).map(toEnvelope);
    if (envelopes.length === 0) return [];
    const outcomes = await this.#parts.orderer.order(envelopes);
    return isMany ? outcomes : onlyOne(outcomes);
  }

  /** Endorses and orders. @throws {EndorseError | CommitError} the latter unless the code is VALID. */
  async submit(caller: Identity, proposal: Proposal): Promise<Submitted> {
    const transaction = await this.endorse(caller, proposal);
    const outcome = await this.order(transaction);
    if (outcome.validationCode !== 'VALID') throw new CommitError(outcome);
    const { transactionId, payload } = transaction;
    return { transactionId, payload, blockNumber: outcome.blockNumber };
  }

  /** Asks one peer, by default that of the caller's organisation; nothing is ordered. @throws {EndorseError} */
  async evaluate(caller: Identity, proposal: Proposal & { readonly peer?: string }): Promise<Uint8Array> {
    this.#assertOpen();
    return this.#during(this.#parts.endorser.evaluate(caller, proposal, proposal.peer ?? caller.mspId));
  }

  /** @throws {NetworkError} if there is no such block. */
  async block(number: bigint): Promise<DecodedBlock> {
    this.#assertOpen();
    return this.#during(this.#parts.feed.block(Number(number)));
  }

  /** Block and code of the first occurrence of a transaction id; `undefined` if no block carries it. */
  async transaction(
    transactionId: string,
  ): Promise<{ readonly blockNumber: bigint; readonly validationCode: ValidationCode } | undefined> {
    this.#assertOpen();
    const place = await this.#during(Promise.resolve(this.#parts.store.find(transactionId)));
    if (place === undefined || place.blockNumber >= this.#parts.feed.height) return undefined;
    return { blockNumber: BigInt(place.blockNumber), validationCode: place.validationCode };
  }

  /** Blocks in order from `from`, then live ones; ends when the signal aborts or the network closes. */
  blocks(options: { readonly from: bigint; readonly signal?: AbortSignal }): AsyncIterableIterator<DecodedBlock> {
    this.#assertOpen();
    return this.#parts.feed.blocks(Number(options.from), options.signal);
  }

  /**
   * Copies blocks, private values and identities as of the last block into a folder that is not there yet; everything goes
   * on meanwhile. The copy opens as a network.
   */
  async backup(directory: string): Promise<BackupPoint> {
    this.#assertOpen();
    return this.#during(backupNetwork(this.#parts.store, this.#directory, directory));
  }

  /** From now on that organisation's peer answers from its present height; validation goes on. For tests of lagging peers. */
  hold(mspId: string): void {
    this.#assertOpen();
    this.#assertMember(mspId);
    this.#parts.peers.hold(mspId);
  }

  /** Ends `hold`. */
  release(mspId: string): void {
    this.#assertOpen();
    this.#assertMember(mspId);
    this.#parts.peers.release(mspId);
  }

  /** Finishes what was accepted, ends `blocks` and gives the folder free. Further calls are refused. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const { orderer, feed, store, peers, health } = this.#parts;
    health.close();
    try {
      await orderer.stop(closed());
      feed.close();
      await Promise.allSettled(this.#calls);
      // The store may still be erasing, which the peers take part in.
      await store.close();
      await peers.close();
    } finally {
      await this.#lock.release();
    }
  }

  async #during<T>(call: Promise<T>): Promise<T> {
    this.#calls.add(call);
    try {
      return await call;
    } finally {
      this.#calls.delete(call);
    }
  }

  #assertOpen(): void {
    if (this.#closing !== undefined) throw closed();
    this.#parts.health.assertSound();
  }

  #assertMember(mspId: string): void {
    if (!this.#mspIds.has(mspId)) {
      throw new NetworkError(`organisation ${mspId} does not take part in this network`);
    }
  }
}

function closed(): NetworkError {
  return new NetworkError('the network is closed');
}

function toEnvelope(input: Orderable | Uint8Array): Uint8Array {
  return input instanceof Uint8Array ? input : input.envelope;
}

function onlyOne(outcomes: readonly Outcome[]): Outcome {
  const [outcome] = outcomes;
  if (outcome === undefined) throw new NetworkError('ordering gave no outcome');
  return outcome;
}
