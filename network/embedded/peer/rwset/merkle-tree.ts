// SPDX-License-Identifier: Apache-2.0
import { sha256 } from './hash.js';

export interface MerkleSummary {
  readonly maxDegree: number;
  readonly maxLevel: number;
  readonly hashes: readonly Uint8Array[];
}

/** Tree of hashes as Fabric sums up long range reads: a level of more than `degree` hashes is folded into one of the next. */
export class MerkleTree {
  readonly #degree: number;
  readonly #levels = new Map<number, Uint8Array[]>();
  #top = 1;

  constructor(degree: number) {
    this.#degree = degree;
  }

  get isEmpty(): boolean {
    return this.#top === 1 && this.#at(1).length === 0;
  }

  add(leaf: Uint8Array): void {
    this.#push(1, leaf);
    for (let level = 1; this.#at(level).length > this.#degree; level += 1) this.#fold(level);
  }

  /** Folds what is left over below the top. Nothing may be added afterwards. */
  finish(): void {
    for (let level = 1; level < this.#top; level += 1) {
      const [first, ...others] = this.#at(level);
      if (first === undefined) continue;
      if (others.length > 0) this.#fold(level);
      else {
        this.#levels.delete(level);
        this.#push(level + 1, first);
      }
    }
    if (this.#at(this.#top).length > this.#degree) this.#fold(this.#top);
  }

  summary(): MerkleSummary {
    return { maxDegree: this.#degree, maxLevel: this.#top, hashes: this.#at(this.#top) };
  }

  #at(level: number): readonly Uint8Array[] {
    return this.#levels.get(level) ?? [];
  }

  #push(level: number, hash: Uint8Array): void {
    const hashes = this.#levels.get(level);
    if (hashes === undefined) this.#levels.set(level, [hash]);
    else hashes.push(hash);
    this.#top = Math.max(this.#top, level);
  }

  #fold(level: number): void {
    const combined = sha256(Buffer.concat(this.#at(level)));
    this.#levels.delete(level);
    this.#push(level + 1, combined);
  }
}
