// SPDX-License-Identifier: Apache-2.0
import { dataHashOf } from '../protocol/block-header.js';
import { nextCommitHash } from '../protocol/build-block.js';
import { isConfigBlock } from '../protocol/read-block.js';
import type { Tell } from './channel-rules.js';
import type { OpenedBlock } from './open-block.js';

interface Tip {
  readonly number: number;
  readonly hash: Uint8Array;
  readonly commitHash: Uint8Array;
}

/** Holds each block against the one before it. */
export class ChainCheck {
  readonly #chainsResults: boolean;
  #tip: Tip | undefined;
  #due = 0;

  /** @param chainsResults whether the commit hash can be worked out without the state. */
  constructor({ chainsResults }: { readonly chainsResults: boolean }) {
    this.#chainsResults = chainsResults;
  }

  /** Blocks come in the order of the file. @param number as the record says. */
  check(number: number, opened: OpenedBlock, tell: Tell): void {
    const { read, envelopes } = opened;
    if (Number(read.number) !== number) {
      tell('BLOCK_NUMBER', `its header says ${String(read.number)}, its place is ${number}`);
    }
    this.#checkPlace(number, read.previousHash, tell);
    if (!same(read.dataHash, dataHashOf(envelopes))) {
      tell('DATA_HASH', `header ${hex(read.dataHash)}, transactions ${hex(dataHashOf(envelopes))}`);
    }
    if (this.#chainsResults) this.#checkCommitHash(opened, tell);
    this.#tip = { number, hash: read.hash, commitHash: read.commitHash };
    this.#due = number + 1;
  }

  /** A place at which no block can be read. */
  skip(number: number, tell: Tell): void {
    if (number !== this.#due) tell('BLOCK_MISSING', missing(this.#due, number));
    this.#tip = undefined;
    this.#due = number + 1;
  }

  #checkPlace(number: number, previousHash: Uint8Array, tell: Tell): void {
    if (number !== this.#due) tell('BLOCK_MISSING', missing(this.#due, number));
    const tip = this.#tip;
    if (number === 0 ? previousHash.length === 0 : tip === undefined || same(tip.hash, previousHash)) return;
    tell(
      'PREVIOUS_HASH',
      `it continues ${hex(previousHash)}, the block before is ${hex(tip?.hash ?? new Uint8Array())}`,
    );
  }

  /** The codes that stand there, not those that are right: a code that was altered alone breaks this chain. */
  #checkCommitHash({ read }: OpenedBlock, tell: Tell): void {
    const before = this.#tip;
    if (before === undefined && read.number !== 0n) return;
    const results = read.envelopes.map(({ action }) => action?.results ?? new Uint8Array());
    const expected = nextCommitHash(
      before?.commitHash ?? new Uint8Array(),
      read.codes,
      isConfigBlock(read) ? [] : results,
    );
    if (!same(read.commitHash, expected)) tell('COMMIT_HASH', `${hex(read.commitHash)} instead of ${hex(expected)}`);
  }
}

function missing(due: number, found: number): string {
  return `block ${due} was due and ${found} stands there`;
}

function same(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
