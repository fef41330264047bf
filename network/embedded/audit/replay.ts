// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { BlockIndex } from '../blocks/block-index.js';
import { markKnown } from '../ordering/mark-known.js';
import { PeerState } from '../peer/peer-state.js';
import type { BlockTransaction, PolicyCheck } from '../peer/seams.js';
import type { ChaincodeDefinition } from '../types.js';
import type { ValidationCode } from '../validation-code.js';

export interface ReplayOptions {
  /** An empty folder for what is derived. */
  readonly folder: string;
  readonly channel: string;
  readonly organisations: readonly { readonly mspId: string }[];
  readonly chaincodes: readonly ChaincodeDefinition[];
}

/** State and transaction ids again, from the transactions alone: what a peer would say that joined now. */
export class Replay {
  readonly #state: PeerState;
  readonly #index: BlockIndex;

  private constructor(state: PeerState, index: BlockIndex) {
    this.#state = state;
    this.#index = index;
  }

  static async open({ folder, ...options }: ReplayOptions): Promise<Replay> {
    const state = await PeerState.open({ ...options, directory: join(folder, 'state') });
    try {
      return new Replay(state, await BlockIndex.open(join(folder, 'index')));
    } catch (error) {
      await state.close();
      throw error;
    }
  }

  /** Number of the block that is due. */
  get height(): number {
    return this.#state.savepoint;
  }

  /** The codes that the transactions of the next block get. */
  async codes(transactions: readonly BlockTransaction[], policy: PolicyCheck): Promise<readonly ValidationCode[]> {
    const marked = markKnown(transactions, (ids) => this.#index.findMany(ids));
    const codes = await this.#state.validate(this.height, marked, policy);
    await this.take(marked, codes);
    return codes;
  }

  /** Takes the next block in on these codes. */
  async take(transactions: readonly BlockTransaction[], codes: readonly ValidationCode[]): Promise<void> {
    const number = this.height;
    await this.#state.apply(number, transactions, codes, new Map());
    await this.#index.add(
      number,
      transactions.map(({ transactionId }, place) => ({
        transactionId,
        validationCode: codes[place] ?? 'NOT_VALIDATED',
      })),
    );
  }

  async close(): Promise<void> {
    await this.#index.close();
    await this.#state.close();
  }
}
