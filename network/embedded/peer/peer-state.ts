// SPDX-License-Identifier: Apache-2.0
import type { ChaincodeDefinition } from '../types.js';
import type { ValidationCode } from '../validation-code.js';
import { blockOperations } from './commit/block-operations.js';
import { committedBlock } from './commit/commit-block.js';
import { Collections } from './definitions/collections.js';
import type { BlockTransaction, Invocation, Peers, PolicyCheck, PrivateResults, Simulation } from './seams.js';
import { CollectionAccess } from './simulation/access.js';
import { ChaincodeRuntime } from './simulation/chaincode-runtime.js';
import { Simulator } from './simulation/simulator.js';
import { StateStore } from './store/state-store.js';
import type { StateView } from './store/state-view.js';
import { validateBlock } from './validation/validate-block.js';
import type { ValidatedBlock } from './validation/validate-block.js';

/** `ledger.state` and `chaincode.executetimeout` of a peer's core.yaml. */
const EXECUTE_TIMEOUT = 30_000;

export interface PeerStateOptions {
  /** Folder of the derived stores; made if absent. May be removed at any time while closed: it is rebuilt from blocks. */
  readonly directory: string;
  readonly channel: string;
  readonly organisations: readonly { readonly mspId: string }[];
  readonly chaincodes: readonly ChaincodeDefinition[];
  /** Decides who belongs to a collection (`memberOnlyRead`, `memberOnlyWrite`). Without it the MSP id alone decides. */
  readonly policy?: PolicyCheck;
  /** Limit of one execution in milliseconds; default 30,000. */
  readonly executeTimeout?: number;
}

/**
 * What the peers of all organisations derive from the blocks, and how they simulate and validate. Block numbers are
 * counted from 0; `validate` and `apply` are called for one block after the other, simulations at any time.
 */
export class PeerState implements Peers {
  readonly #store: StateStore;
  readonly #collections: Collections;
  readonly #mspIds: readonly string[];
  readonly #chaincodePolicies: ReadonlyMap<string, string>;
  readonly #runtime: ChaincodeRuntime;
  /** Heights at which organisations are held. */
  readonly #held = new Map<string, StateView>();
  #validated: { readonly transactions: readonly BlockTransaction[]; readonly block: ValidatedBlock } | undefined;

  /** Rejects where contracts cannot be loaded, where the folder is in use, and where its layout is another program's. */
  static async open(options: PeerStateOptions): Promise<PeerState> {
    const store = await StateStore.open(options.directory);
    try {
      return new PeerState(options, store);
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  private constructor(options: PeerStateOptions, store: StateStore) {
    const { channel, chaincodes } = options;
    this.#store = store;
    this.#mspIds = options.organisations.map(({ mspId }) => mspId);
    this.#collections = new Collections(chaincodes, this.#mspIds);
    this.#chaincodePolicies = new Map(chaincodes.map(({ name, endorsementPolicy }) => [name, endorsementPolicy]));
    this.#runtime = new ChaincodeRuntime({
      channel,
      mspIds: this.#mspIds,
      chaincodes,
      access: new CollectionAccess(channel, this.#collections, options.policy),
      executeTimeout: options.executeTimeout ?? EXECUTE_TIMEOUT,
    });
  }

  /** Number of blocks that are applied; the next one to apply has this number. */
  get savepoint(): number {
    return this.#store.height;
  }

  /**
   * Runs chaincode on the peer of one organisation, over one committed height. Resolves whatever status the chaincode
   * answers; rejects, with a peer's words, where there is no answer: time limit, unknown chaincode, id in use.
   */
  async simulate(mspId: string, invocation: Invocation): Promise<Simulation> {
    this.#checkOrganisation(mspId);
    const simulator = new Simulator({
      transactionId: invocation.transactionId,
      mspId,
      view: this.#held.get(mspId) ?? this.#store.current,
      collections: this.#collections,
    });
    try {
      const answer = await this.#runtime.execute({ mspId, invocation, simulator });
      return { answer, ...simulator.results() };
    } finally {
      simulator.done();
    }
  }

  /** Codes of the transactions of the next block, in their order; one that came with another code than VALID keeps it. */
  async validate(
    blockNumber: number,
    transactions: readonly BlockTransaction[],
    policy: PolicyCheck,
  ): Promise<ValidationCode[]> {
    if (blockNumber !== this.savepoint) throw outOfOrder(blockNumber, this.savepoint);
    const view = this.#store.current.take();
    try {
      const block = await validateBlock(blockNumber, transactions, {
        view,
        collections: this.#collections,
        chaincodePolicies: this.#chaincodePolicies,
        check: policy,
      });
      this.#validated = { transactions, block };
      return [...block.codes];
    } finally {
      view.giveBack();
    }
  }

  /**
   * Writes what the VALID transactions did, without checking again what they read. A block that is applied already
   * changes nothing; a gap is refused, and so are private values that do not belong to the hashes on chain.
   */
  async apply(
    blockNumber: number,
    transactions: readonly BlockTransaction[],
    codes: readonly ValidationCode[],
    privateResults: PrivateResults,
    durable?: Promise<void>,
  ): Promise<void> {
    if (blockNumber < this.savepoint) return;
    if (blockNumber > this.savepoint) throw outOfOrder(blockNumber, this.savepoint);
    const validated = this.#validated?.transactions === transactions ? this.#validated.block : undefined;
    this.#validated = undefined;
    const surroundings = { view: this.#store.current, collections: this.#collections, mspIds: this.#mspIds };
    const block = committedBlock(blockNumber, transactions, codes, surroundings, validated);
    const operations = await blockOperations(block, privateResults);
    await durable;
    await this.#store.write(operations);
  }

  /** Takes private values that were purged off the disk; they are out of the state already. */
  async forgetPurged(): Promise<void> {
    await this.#store.forgetPurged();
  }

  /** From now on simulations of this organisation answer from the present height, until released. */
  hold(mspId: string): void {
    this.#checkOrganisation(mspId);
    if (!this.#held.has(mspId)) this.#held.set(mspId, this.#store.current.take());
  }

  /** Ends `hold`; the organisation answers from the newest height again. */
  release(mspId: string): void {
    this.#held.get(mspId)?.giveBack();
    this.#held.delete(mspId);
  }

  /** Waits for what is being read; running simulations fail afterwards. */
  async close(): Promise<void> {
    await this.#store.close();
  }

  #checkOrganisation(mspId: string): void {
    if (!this.#mspIds.includes(mspId)) throw new Error(`no organisation ${mspId} on this channel`);
  }
}

function outOfOrder(blockNumber: number, expected: number): Error {
  return new Error(`block ${blockNumber} cannot follow: the state expects block ${expected}`);
}
