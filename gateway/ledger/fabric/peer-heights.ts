// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { LedgerUnavailable } from '../ledger-errors.js';
import { ChannelError } from './channel-error.js';

const POLL_MS = 50;

/**
 * What this gateway has shown, and how far which department's peer is known to be. A refusal of a peer that lags behind
 * what its asker was shown says nothing yet.
 */
export class PeerHeights {
  readonly #ask: (mspId: string) => Promise<bigint>;
  readonly #milliseconds: number;
  readonly #known = new Map<string, bigint>();
  #shown = 0n;

  /** @param ask number of blocks of an organisation's peer. @param milliseconds how long a lagging peer is waited for. */
  constructor(ask: (mspId: string) => Promise<bigint>, milliseconds: number) {
    this.#ask = ask;
    this.#milliseconds = milliseconds;
  }

  /** Somebody was shown the effect of a block. */
  shown(blockNumber: bigint): void {
    if (blockNumber >= this.#shown) this.#shown = blockNumber + 1n;
  }

  /** An organisation's peer has this many blocks. */
  reached(mspId: string, height: bigint): void {
    if (height > (this.#known.get(mspId) ?? 0n)) this.#known.set(mspId, height);
  }

  knows(mspId: string): bigint {
    return this.#known.get(mspId) ?? 0n;
  }

  /**
   * Does what is asked of the peers of these organisations. Where they refuse, differ, or lack private values, and one of
   * them had not seen all that this gateway has shown, they are waited for and asked again.
   *
   * @throws {LedgerUnavailable} one of them does not catch up in time.
   */
  async whenSeen<T>(mspIds: readonly string[], question: () => Promise<T>): Promise<T> {
    const shown = this.#shown;
    const until = Date.now() + this.#milliseconds;
    for (;;) {
      const hadSeen = mspIds.every((mspId) => this.knows(mspId) >= shown);
      try {
        return await question();
      } catch (error) {
        if (hadSeen || !mayBeBehind(error)) throw error;
        await this.#catchUp(mspIds, shown, until, error);
      }
    }
  }

  /** How many blocks these peers have, if equally many: then different answers are not for want of one. */
  async ifEqual(mspIds: readonly string[]): Promise<bigint | undefined> {
    const heights = await Promise.all(mspIds.map((mspId) => this.#ask(mspId).catch(() => undefined)));
    return heights.every((height) => height === heights[0]) ? heights[0] : undefined;
  }

  async #catchUp(mspIds: readonly string[], shown: bigint, until: number, cause: unknown): Promise<void> {
    for (const mspId of mspIds) {
      while (this.knows(mspId) < shown) {
        this.reached(mspId, await this.#ask(mspId).catch(() => 0n));
        if (this.knows(mspId) >= shown) break;
        if (Date.now() >= until) {
          throw new LedgerUnavailable(`the peer of ${mspId} has not seen block ${shown - 1n} yet`, { cause });
        }
        await sleep(POLL_MS);
      }
    }
  }
}

function mayBeBehind(error: unknown): boolean {
  return error instanceof ChannelError && (error.fault === 'REFUSED' || error.fault === 'DIFFERENT');
}
