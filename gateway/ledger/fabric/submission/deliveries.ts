// SPDX-License-Identifier: Apache-2.0
import { ChannelError } from '../channel-error.js';
import type { BlockOutcomes, SignedTransaction } from '../drivers/channel-driver.js';
import { Delivery, type Outcome } from './delivery.js';
import { EnvelopeUncertain, type EnvelopeStore, type KeptTransaction } from './envelope-store.js';
import type { HandingOver } from './handing-over.js';
import { outcomeIn } from './outcome-in.js';

/** What the rest of the gateway cannot repair, and somebody has to know. Holds ids and nothing else of a transaction. */
export type Alarm = (message: string, details?: Readonly<Record<string, unknown>>) => void;

export interface DeliveriesParts {
  readonly store: EnvelopeStore;
  /** The way through one department's peer. */
  readonly way: (department: string) => HandingOver;
  readonly alarm: Alarm;
}

const REMEMBERED = 10_000;

/**
 * Brings signed transactions into a block: each is kept durably before it is sent, sent again as the same bytes until its
 * final code is known, and then let go, by this process or by the next one.
 */
export class Deliveries {
  readonly #parts: DeliveriesParts;
  readonly #live = new Map<string, Delivery>();
  /** The last ones whose code became known. */
  readonly #recent = new Map<string, Outcome>();
  /** About to be kept: somebody may ask for them already. */
  readonly #announced = new Set<string>();
  #height = 0n;

  constructor(parts: DeliveriesParts) {
    this.#parts = parts;
  }

  /** Number of blocks that are known to be there. */
  get height(): bigint {
    const { upTo } = this.#parts.store;
    return this.#height > upTo ? this.#height : upTo;
  }

  /** A peer has this many blocks. */
  reached(height: bigint): void {
    if (height > this.#height) this.#height = height;
  }

  /** Goes on with what an earlier process kept. */
  resume(): void {
    for (const transaction of this.#parts.store.kept) this.#begin(transaction, 'KEPT');
  }

  /** From now on nobody may be told that it does not exist, until {@link deliver} or {@link withdraw}. */
  announce(transactionId: string): void {
    this.#announced.add(transactionId);
  }

  withdraw(transactionId: string): void {
    this.#announced.delete(transactionId);
  }

  /**
   * Resolves with the final code, however long that takes.
   * @throws {ChannelError} REFUSED: its certificate had expired before it was sent, or so long ago that no block
   * can hold it any more. An orderer's refusal is no such proof. UNAVAILABLE: it could not be kept, and was not sent.
   * @throws {EnvelopeUncertain} nor was it sent, but the next process may send it: it stays undecided.
   */
  async deliver(
    transaction: SignedTransaction & Pick<KeptTransaction, 'height'>,
    department: string,
  ): Promise<Outcome> {
    const kept = { height: this.#height, ...transaction, department };
    try {
      await this.#parts.store.add(kept);
    } catch (cause) {
      if (cause instanceof EnvelopeUncertain) throw cause;
      throw new ChannelError('UNAVAILABLE', 'what is about to be ordered could not be kept', { cause });
    } finally {
      this.#announced.delete(transaction.transactionId);
    }
    return this.#begin(kept, 'NEW').outcome;
  }

  /** A department's peer has committed a block. */
  observed(department: string, { number, outcomes }: BlockOutcomes): void {
    this.reached(number + 1n);
    for (const { transactionId } of outcomes) {
      const delivery = this.#live.get(transactionId);
      if (delivery?.transaction.department !== department) continue;
      const found = outcomeIn(outcomes, transactionId);
      if (found === undefined) delivery.doubted();
      else delivery.saw(found.validationCode, number);
    }
  }

  /** What is known here; `undefined`: nothing, it was let go long ago or never begun. `UNDECIDED`: it may have been sent. */
  stateOf(transactionId: string): Outcome | 'UNDECIDED' | undefined {
    const isUndecided = this.#announced.has(transactionId) || this.#parts.store.has(transactionId);
    return isUndecided ? 'UNDECIDED' : this.#recent.get(transactionId);
  }

  /** Other peers may not have its block yet. */
  #remember(transactionId: string, outcome: Outcome): void {
    this.#recent.set(transactionId, outcome);
    const [oldest] = this.#recent.keys();
    if (this.#recent.size > REMEMBERED && oldest !== undefined) this.#recent.delete(oldest);
  }

  /** Stops sending. What is not decided stays kept for the next process. */
  close(): void {
    for (const delivery of this.#live.values()) delivery.stop();
    this.#live.clear();
  }

  #begin(transaction: KeptTransaction, origin: 'NEW' | 'KEPT'): Delivery {
    const { store, way, alarm } = this.#parts;
    const { transactionId, department } = transaction;
    const delivery = new Delivery(transaction, { way: way(department), channel: this, alarm });
    this.#live.set(transactionId, delivery);
    const end = (blockNumber?: bigint): void => {
      this.#live.delete(transactionId);
      store.remove(transactionId, blockNumber);
    };
    delivery.outcome.then(
      (outcome) => {
        this.#remember(transactionId, outcome);
        end(outcome.blockNumber);
      },
      () => {
        end();
      },
    );
    delivery.start(origin);
    return delivery;
  }
}
