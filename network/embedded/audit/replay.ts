// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { BlockIndex } from '../blocks/block-index.js';
import { markKnown } from '../ordering/mark-known.js';
import { blockOperations } from '../peer/commit/block-operations.js';
import { committedBlock } from '../peer/commit/commit-block.js';
import type { BlockTransaction } from '../peer/seams.js';
import { StateStore } from '../peer/store/state-store.js';
import { validateBlock } from '../peer/validation/validate-block.js';
import type { ValidatedBlock } from '../peer/validation/validate-block.js';
import type { ValidationCode } from '../validation-code.js';
import type { ChannelRules, Definitions, LedgerKind } from './channel-rules.js';

/** What follows from a block and those before it. */
export interface Replayed {
  readonly codes: readonly ValidationCode[];
  /** Undefined where the kind of ledger chains no effects. */
  readonly commitHash: Uint8Array | undefined;
  /** What is wrong about the definitions that hold from here on. */
  readonly weakness: string | undefined;
}

/** State and transaction ids again, from the transactions alone: what a peer would say that joined now. */
export class Replay {
  readonly #kind: LedgerKind;
  readonly #state: StateStore;
  readonly #index: BlockIndex;

  private constructor(kind: LedgerKind, state: StateStore, index: BlockIndex) {
    this.#kind = kind;
    this.#state = state;
    this.#index = index;
  }

  /** @param folder an empty one, for what is derived. */
  static async open(kind: LedgerKind, folder: string): Promise<Replay> {
    const state = await StateStore.open(join(folder, 'state'));
    try {
      return new Replay(kind, state, await BlockIndex.open(join(folder, 'index')));
    } catch (error) {
      await state.close();
      throw error;
    }
  }

  /** Number of the block that is due. */
  get height(): number {
    return this.#state.height;
  }

  /**
   * What the transactions of the next block get, and takes them in.
   * @param transactions nothing of a configuration: it is valid, or the channel would have ended with it.
   * @param commitHash the one of the block before.
   */
  async follow(
    transactions: readonly BlockTransaction[] | 'CONFIGURATION',
    rules: ChannelRules,
    commitHash: Uint8Array,
  ): Promise<Replayed> {
    const isConfig = transactions === 'CONFIGURATION';
    const marked = markKnown(isConfig ? [] : transactions, (ids) => this.#index.findMany(ids));
    const view = this.#state.current.take();
    try {
      const definitions = this.#kind.definitionsAt(view, rules);
      const validated = await validateBlock(this.height, marked, { view, ...definitions, check: rules.policy });
      const codes: ValidationCode[] = isConfig ? ['VALID'] : [...validated.codes];
      // Before keys that end with this block are added to its updates. A peer chains from block 1 on, or not at all.
      const isChained = this.height === 1 || (this.height > 1 && commitHash.length > 0);
      const hash = isChained ? this.#kind.commitHash?.(commitHash, codes, validated.updates) : undefined;
      await this.#apply(marked, codes, definitions, validated);
      return { codes, commitHash: hash, weakness: this.#kind.weakness?.(this.#definitions(rules), rules) };
    } finally {
      view.giveBack();
    }
  }

  /** Takes the next block in on these codes. */
  async take(
    transactions: readonly BlockTransaction[],
    codes: readonly ValidationCode[],
    rules: ChannelRules,
  ): Promise<void> {
    const view = this.#state.current.take();
    try {
      await this.#apply(transactions, codes, this.#kind.definitionsAt(view, rules), undefined);
    } finally {
      view.giveBack();
    }
  }

  #definitions(rules: ChannelRules): Definitions {
    return this.#kind.definitionsAt(this.#state.current, rules);
  }

  async close(): Promise<void> {
    await this.#index.close();
    await this.#state.close();
  }

  async #apply(
    transactions: readonly BlockTransaction[],
    codes: readonly ValidationCode[],
    { collections }: Definitions,
    validated: ValidatedBlock | undefined,
  ): Promise<void> {
    const number = this.height;
    const surroundings = { view: this.#state.current, collections, mspIds: [] };
    const block = committedBlock(number, transactions, codes, surroundings, validated);
    await this.#state.write(await blockOperations(block, new Map()));
    await this.#index.add(
      number,
      transactions.map(({ transactionId }, place) => ({
        transactionId,
        validationCode: codes[place] ?? 'NOT_VALIDATED',
      })),
    );
  }
}
