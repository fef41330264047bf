// SPDX-License-Identifier: Apache-2.0
import { ChannelError } from '../channel-error.js';
import type { Alarm } from './deliveries.js';
import type { KeptTransaction } from './envelope-store.js';
import { expiryOf } from './expiry-of.js';
import type { HandingOver } from './handing-over.js';

export interface Outcome {
  readonly validationCode: string;
  readonly blockNumber: bigint;
}

export interface DeliveryParts {
  readonly way: HandingOver;
  /** How many blocks are known to be there, by whichever peer. */
  readonly channel: { readonly height: bigint; reached(height: bigint): void };
  readonly alarm: Alarm;
}

/** After an orderer has taken it: an order that is lost with its leader is given again. */
const AGAIN_AFTER_MS = 6_000;
const LONGEST_PAUSE_MS = 30_000;
const SHORTEST_PAUSE_MS = 250;
/** What orderers refuse, or would, is looked for this often. */
const HOPELESS_PAUSE_MS = 60_000;
/** Half of what peers keep private values for that are in no block yet (peer.gossip.pvtData.transientstoreMaxBlockRetention). */
const SENT_WITHIN_BLOCKS = 1_000n;
/** Longer than any order waits for its block, and than clocks differ. */
const GRACE_MS = 15 * 60_000;

/** One transaction on its way into a block. */
export class Delivery {
  readonly transaction: KeptTransaction;
  /** Its final code. Rejects only where it is certain that it was never ordered. */
  readonly outcome: Promise<Outcome>;
  readonly #parts: DeliveryParts;
  #settle: (outcome: Outcome) => void = () => undefined;
  #refuse: (error: ChannelError) => void = () => undefined;
  #isOver = false;
  #wake: () => void = () => undefined;
  /** It was sent, or began to be: an orderer may have it, whatever was answered. */
  #mayHaveArrived = false;
  readonly #alarmed = new Set<string>();

  constructor(transaction: KeptTransaction, parts: DeliveryParts) {
    this.transaction = transaction;
    this.#parts = parts;
    this.outcome = new Promise<Outcome>((resolve, reject) => {
      this.#settle = resolve;
      this.#refuse = reject;
    });
    this.outcome.catch(() => undefined); // whoever waits for it sees it; after a restart nobody does
  }

  /** `KEPT`: an earlier process may have sent it. */
  start(origin: 'NEW' | 'KEPT'): void {
    this.#mayHaveArrived = origin === 'KEPT';
    void this.#run();
  }

  /** The peer has it in a block. A second copy says nothing about the first. */
  saw(validationCode: string, blockNumber: bigint): void {
    if (this.#isOver || validationCode === 'DUPLICATE_TXID') return;
    this.#end();
    this.#settle({ validationCode, blockNumber });
  }

  /** A block holds its id, but does not say by itself whether that is this one: the first such block does. */
  doubted(): void {
    void this.#lookUp();
  }

  /** Nothing more is sent; the outcome stays open. */
  stop(): void {
    this.#end();
  }

  /** Sends the same bytes until somebody has seen them in a block. Never a failure: only what is certain here ends it. */
  async #run(): Promise<void> {
    if (this.#mayHaveArrived) await this.#lookUp();
    for (let tries = 0; !this.#isOver; tries += 1) {
      await this.#pause(await this.#try(tries));
      await this.#lookUp();
    }
  }

  /** How long to wait for a block after this, in milliseconds. */
  async #try(tries: number): Promise<number> {
    if (expiryOf(this.transaction.envelope) <= Date.now()) return this.#expired();
    if (this.#isTooOld()) {
      this.#alarm(
        'old',
        'peers may not keep its private values any more: a transaction is looked for, and not sent again',
      );
      return HOPELESS_PAUSE_MS;
    }
    // Before any answer: whoever refuses it may have handed it to somebody else first.
    this.#mayHaveArrived = true;
    try {
      await this.#parts.way.send(this.transaction);
      return Math.min(AGAIN_AFTER_MS * 2 ** tries, LONGEST_PAUSE_MS);
    } catch (error) {
      return this.#failed(error, tries);
    }
  }

  #failed(error: unknown, tries: number): number {
    if (!(error instanceof ChannelError) || error.fault !== 'REFUSED') {
      return Math.min(SHORTEST_PAUSE_MS * 2 ** tries, AGAIN_AFTER_MS);
    }
    this.#alarm('refused', `the orderers refuse a transaction that may have reached them before: ${error.message}`);
    return HOPELESS_PAUSE_MS;
  }

  /** Orderers take nothing of it any more, so after a while, in which what they had taken came into a block, it never will. */
  async #expired(): Promise<number> {
    if (!this.#mayHaveArrived) return this.#giveUp('its certificate expired before it was sent');
    this.#alarm('expired', 'the certificate has expired under which a transaction was signed: it is not sent any more');
    const isLong = expiryOf(this.transaction.envelope) + GRACE_MS <= Date.now();
    // A peer that lags behind what is known may have its block yet to come.
    if (isLong && ((await this.#lookUp()) ?? -1n) >= this.#parts.channel.height) {
      this.#giveUp('its certificate expired before any orderer took it');
    }
    return HOPELESS_PAUSE_MS;
  }

  #giveUp(reason: string): number {
    if (this.#isOver) return 0;
    this.#end();
    this.#refuse(new ChannelError('REFUSED', reason));
    return 0;
  }

  /** Where nobody knows at which block it was endorsed, that was too long ago. */
  #isTooOld(): boolean {
    const { height } = this.transaction;
    return height === undefined || this.#parts.channel.height - height > SENT_WITHIN_BLOCKS;
  }

  /** How many blocks the peer had before it answered; `undefined`: it did not. */
  async #lookUp(): Promise<bigint | undefined> {
    if (this.#isOver) return undefined;
    try {
      const height = await this.#parts.way.height();
      this.#parts.channel.reached(height);
      const found = await this.#parts.way.transaction(this.transaction.transactionId);
      if (found !== undefined) this.saw(found.validationCode, found.blockNumber);
      return height;
    } catch {
      return undefined; // it is asked again
    }
  }

  /** Once for each kind of trouble. */
  #alarm(kind: 'refused' | 'expired' | 'old', message: string): void {
    if (this.#alarmed.has(kind) || this.#isOver) return;
    this.#alarmed.add(kind);
    const { transactionId, department } = this.transaction;
    this.#parts.alarm(message, { transactionId, department });
  }

  #pause(milliseconds: number): Promise<void> {
    if (this.#isOver) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      timer.unref();
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #end(): void {
    this.#isOver = true;
    this.#wake();
  }
}
