// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { NetworkError } from '../../../network/embedded/index.js';
import type { DecodedBlock, Outcome } from '../../../network/embedded/index.js';
import { decodeBlock } from '../../../network/embedded/protocol/decode-block.js';
import { readBlock } from '../../../network/embedded/protocol/read-block.js';
import { envelopesOf } from '../../network/conformance/support/read-rwset.js';

type Settle = (outcome: Outcome) => void;

/** What all watched peers hold: blocks of one of them, and how far each is. */
export class ProbeBlocks {
  readonly #blocks: DecodedBlock[] = [];
  readonly #heights = new Map<string, number>();
  /** By the bytes of the envelope: who waits for its next place in a block. */
  readonly #awaited = new Map<string, Settle[]>();
  readonly #settled: { readonly block: number; readonly settle: () => void }[] = [];
  readonly #waiting = new Set<() => void>();
  #failure: Error | undefined;

  constructor(peers: readonly string[]) {
    for (const name of peers) this.#heights.set(name, 0);
  }

  /** Blocks that every peer holds. */
  get height(): number {
    return Math.min(...this.#heights.values());
  }

  /** Resolves when the envelope is in a block that every peer holds. */
  outcomeOf(envelope: Uint8Array): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) reject(this.#failure);
      const name = nameOf(envelope);
      this.#awaited.set(name, [...(this.#awaited.get(name) ?? []), resolve]);
    });
  }

  block(number: number): DecodedBlock {
    const block = number < this.height ? this.#blocks[number] : undefined;
    if (block === undefined) throw new NetworkError(`there is no block ${number}; the height is ${this.height}`);
    return block;
  }

  /** Resolves when every peer holds so many blocks. */
  async untilHeight(height: number): Promise<void> {
    while (this.height < height) {
      if (this.#failure !== undefined) throw this.#failure;
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  /** A block of the peer whose blocks are read. */
  take(peer: string, bytes: Uint8Array): void {
    const block = decodeBlock(readBlock(bytes));
    this.#blocks.push(block);
    envelopesOf(bytes).forEach((envelope, index) => {
      const name = nameOf(envelope);
      const [settle, ...others] = this.#awaited.get(name) ?? [];
      const transaction = block.transactions[index];
      if (settle === undefined || transaction === undefined) return;
      this.#awaited.set(name, others);
      const { transactionId, validationCode } = transaction;
      const outcome = { transactionId, validationCode, blockNumber: block.number };
      this.#settled.push({
        block: Number(block.number),
        settle: () => {
          settle(outcome);
        },
      });
    });
    this.advance(peer, Number(block.number) + 1);
  }

  advance(peer: string, height: number): void {
    this.#heights.set(peer, height);
    const reached = this.height;
    while (this.#settled[0] !== undefined && this.#settled[0].block < reached) this.#settled.shift()?.settle();
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  fail(error: Error): void {
    this.#failure ??= error;
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}

function nameOf(envelope: Uint8Array): string {
  return createHash('sha256').update(envelope).digest('base64');
}
