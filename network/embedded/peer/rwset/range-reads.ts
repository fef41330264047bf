// SPDX-License-Identifier: Apache-2.0
import { ledger } from '@hyperledger/fabric-protos';
import type { Version } from '../store/version.js';
import { sha256 } from './hash.js';
import { MerkleTree } from './merkle-tree.js';
import type { MerkleSummary } from './merkle-tree.js';
import { readMessage } from './messages.js';

const { QueryReads } = ledger.rwset.kvrwset;

/** A summary instead of the reads themselves above so many of them. */
const MAX_DEGREE = 50;

export interface RangeRead {
  readonly key: string;
  readonly version: Version;
}

export type RangeResult =
  | { readonly reads: readonly RangeRead[]; readonly summary?: undefined }
  | { readonly reads?: undefined; readonly summary: MerkleSummary };

function digest(reads: readonly RangeRead[]): Buffer {
  const message = new QueryReads();
  message.setKvReadsList(reads.map(({ key, version }) => readMessage(key, version)));
  return sha256(message.serializeBinary());
}

/** Collects what a range scan delivered: raw up to `degree` reads, beyond that as a Merkle summary. */
export class RangeReads {
  readonly #degree: number;
  readonly #tree: MerkleTree;
  #pending: RangeRead[] = [];

  constructor(degree = MAX_DEGREE) {
    this.#degree = degree;
    this.#tree = new MerkleTree(degree);
  }

  add(key: string, version: Version): void {
    this.#pending.push({ key, version });
    if (this.#pending.length > this.#degree) this.#digestPending();
  }

  /** The tree as far as it is built. */
  get summary(): MerkleSummary {
    return this.#tree.summary();
  }

  /** Ends the collection; called once. */
  finish(): RangeResult {
    if (this.#tree.isEmpty) return { reads: this.#pending };
    if (this.#pending.length > 0) this.#digestPending();
    this.#tree.finish();
    return { summary: this.#tree.summary() };
  }

  #digestPending(): void {
    this.#tree.add(digest(this.#pending));
    this.#pending = [];
  }
}
