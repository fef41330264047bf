// SPDX-License-Identifier: Apache-2.0
import type { PrivateSide } from '../blocks/journal-record.js';
import type { LedgerStore } from '../blocks/ledger-store.js';
import { NetworkFailure } from '../errors.js';
import type { Signer } from '../identity/identity-store.js';
import type { BlockTransaction, Peers, PolicyCheck } from '../peer/seams.js';
import { finishBlock, nextCommitHash, orderBlock } from '../protocol/build-block.js';
import type { OrderedBlock } from '../protocol/build-block.js';
import type { CheckedEnvelope } from '../protocol/check-envelope.js';
import type { ReadBlock } from '../protocol/read-block.js';
import type { ReadEnvelope } from '../protocol/read-envelope.js';
import type { Outcome } from '../types.js';
import type { ValidationCode } from '../validation-code.js';
import type { ExpiringCollections } from './expiring-collections.js';
import { markKnown } from './mark-known.js';
import { privateSideOf } from './private-side.js';

export interface CommitterParts {
  readonly store: LedgerStore;
  readonly peers: Peers;
  readonly orderer: Signer;
  readonly policy: PolicyCheck;
  readonly expiring: ExpiringCollections;
  /** Told of every block after it is durable and applied. */
  readonly onBlock: (block: ReadBlock) => void;
}

/** Makes blocks of checked envelopes: validate, store, state, notify; one at a time. */
export class Committer {
  readonly #parts: CommitterParts;

  constructor(parts: CommitterParts) {
    this.#parts = parts;
  }

  /**
   * Puts the envelopes into the next block, in this order. Resolves when the block is durable and applied.
   * @throws {NetworkFailure} if the block is durable but not applied; anything else: no block was made.
   */
  async commit(envelopes: readonly CheckedEnvelope[]): Promise<readonly Outcome[]> {
    const { store, peers, policy } = this.#parts;
    const transactions = markKnown(
      envelopes.map(({ transaction }) => transaction),
      (ids) => store.findMany(ids),
    );
    const codes = await peers.validate(store.height, transactions, policy);
    const bytes = envelopes.map((envelope) => envelope.bytes);
    const ordered = this.#order(bytes, store.tip.lastConfig);
    const commitHash = nextCommitHash(
      store.tip.commitHash,
      codes,
      transactions.map(({ results }) => results),
    );
    const reads = envelopes.map(({ read }) => read);
    const block = toReadBlock(ordered, reads, codes, commitHash);
    const kept = store.privateStore.kept(transactions);
    await this.#write(block, transactions, privateSideOf(reads, codes, kept));
    return transactions.map(({ transactionId }, index) => ({
      transactionId,
      blockNumber: block.number,
      validationCode: codes[index] ?? 'NOT_VALIDATED',
    }));
  }

  /** Appends a configuration block; it changes no state. */
  async commitConfig(envelope: Uint8Array, read: ReadEnvelope): Promise<void> {
    const { store } = this.#parts;
    const codes: ValidationCode[] = ['VALID'];
    const ordered = this.#order([envelope], BigInt(store.height));
    const block = toReadBlock(ordered, [read], codes, nextCommitHash(store.tip.commitHash, codes, []));
    await this.#write(block, [], { results: new Map(), purges: [] });
  }

  #order(envelopes: readonly Uint8Array[], lastConfig: bigint): OrderedBlock {
    const { store, orderer } = this.#parts;
    return orderBlock(orderer, { number: BigInt(store.height), previousHash: store.tip.hash, lastConfig }, envelopes);
  }

  async #write(block: ReadBlock, transactions: readonly BlockTransaction[], privateSide: PrivateSide): Promise<void> {
    const { store, onBlock } = this.#parts;
    const height = store.height;
    const durable = store.append(block, privateSide);
    try {
      await this.#takeIn(block, transactions, privateSide, durable);
    } catch (error) {
      await durable;
      throw error instanceof NetworkFailure ? error : new NetworkFailure(height, error);
    }
    onBlock(block);
    // Erasing rewrites old blocks' values and need not hold up the next block; what fails waits for the next sweep.
    if (privateSide.purges.length === 0) return;
    const { peers } = this.#parts;
    store.privateStore.sweep(() => peers.forgetPurged(), store.height).catch(() => undefined);
  }

  /** All that follows from the block; each store writes as soon as the block is durable, none waits for another. */
  async #takeIn(
    block: ReadBlock,
    transactions: readonly BlockTransaction[],
    privateSide: PrivateSide,
    durable: Promise<void>,
  ): Promise<void> {
    const { store, peers, expiring } = this.#parts;
    const { height } = store;
    const codes = transactions.length === 0 ? [] : block.codes;
    const used = transactions.filter((_, index) => privateSide.results.has(index));
    const stored = durable.then(() => store.takeIn(block, privateSide, used));
    const applied = peers.apply(height, transactions, codes, privateSide.results, durable);
    const [first, second] = await Promise.allSettled([stored, applied]);
    if (first.status === 'rejected') throw first.reason;
    if (second.status === 'rejected') throw second.reason;
    await expiring.expire(store.privateStore, height);
    // What is purged must not stand in the journal either, which could bring it back.
    if (privateSide.purges.length > 0) await store.checkpoint();
  }
}

function toReadBlock(
  ordered: OrderedBlock,
  envelopes: readonly ReadEnvelope[],
  codes: readonly ValidationCode[],
  commitHash: Uint8Array,
): ReadBlock {
  const { number, hash, previousHash, dataHash, lastConfig } = ordered;
  const bytes = finishBlock(ordered, codes, commitHash);
  return { number, hash, previousHash, dataHash, lastConfig, commitHash, bytes, codes, envelopes };
}
