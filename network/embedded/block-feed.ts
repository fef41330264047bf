// SPDX-License-Identifier: Apache-2.0
import { decodeBlock } from './protocol/decode-block.js';
import type { ReadBlock } from './protocol/read-block.js';
import type { DecodedBlock } from './types.js';

/** Newest blocks stay decoded for those who read live, while they are few and small. */
const KEPT_BLOCKS = 64;
const KEPT_BYTES = 16 * 1024 * 1024;

/** Decoded blocks, for any number of readers. */
export class BlockFeed {
  readonly #read: (number: number) => Promise<ReadBlock>;
  readonly #recent = new Map<number, ReadBlock>();
  readonly #decoded = new WeakMap<ReadBlock, DecodedBlock>();
  readonly #waiting = new Set<() => void>();
  #recentBytes = 0;
  #height: number;
  #isClosed = false;

  constructor(height: number, read: (number: number) => Promise<ReadBlock>) {
    this.#height = height;
    this.#read = read;
  }

  /** Number of blocks that readers may see: durable and applied. */
  get height(): number {
    return this.#height;
  }

  add(block: ReadBlock): void {
    this.#recent.set(Number(block.number), block);
    this.#recentBytes += block.bytes.length;
    for (const [number, { bytes }] of this.#recent) {
      if (this.#recent.size <= KEPT_BLOCKS && this.#recentBytes <= KEPT_BYTES) break;
      this.#recent.delete(number);
      this.#recentBytes -= bytes.length;
    }
    this.#height = Number(block.number) + 1;
    this.#wake();
  }

  async block(number: number): Promise<DecodedBlock> {
    const block = this.#recent.get(number) ?? (await this.#read(number));
    const decoded = this.#decoded.get(block) ?? decodeBlock(block);
    this.#decoded.set(block, decoded);
    return decoded;
  }

  /** Blocks from a number on, then live ones; ends when the signal aborts or the feed closes. */
  async *blocks(from: number, signal?: AbortSignal): AsyncGenerator<DecodedBlock, void, undefined> {
    for (let number = from; ; number += 1) {
      while (number >= this.#height && !this.#isOver(signal)) await this.#next(signal);
      if (this.#isOver(signal)) return;
      yield await this.block(number);
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#wake();
  }

  #isOver(signal: AbortSignal | undefined): boolean {
    return this.#isClosed || signal?.aborted === true;
  }

  #next(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal?.addEventListener('abort', wake);
    });
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake();
  }
}
