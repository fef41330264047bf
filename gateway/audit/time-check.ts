// SPDX-License-Identifier: Apache-2.0
import type { LedgerBlock } from '../ledger/ledger.js';
import type { AuditFinding } from './audit-finding.js';

/** How many blocks on either side a transaction's time is held against. */
const NEIGHBOURS = 5;

interface TimedBlock {
  readonly number: number;
  readonly times: readonly { readonly transactionId: string; readonly at: number }[];
  /** Middle of its times; those found to be wrong count no more. */
  median: number | undefined;
}

/**
 * Lists transactions whose time leaves the blocks around theirs by more than the window that endorsing peers admit: later
 * than every one of the next blocks, or earlier than every one of those before. A pause on the ledger is no difference.
 */
export class TimeCheck {
  readonly #windowMilliseconds: number;
  /** The block at hand has at most five before it and waits for five after it. */
  readonly #blocks: TimedBlock[] = [];
  #at = 0;

  constructor(windowSeconds: number) {
    this.#windowMilliseconds = windowSeconds * 1000;
  }

  /** Takes the next block; answers what is found about one a few blocks before. */
  add({ number, transactions }: LedgerBlock): AuditFinding[] {
    const times = transactions.map(({ transactionId, timestamp }) => ({ transactionId, at: Date.parse(timestamp) }));
    if (times.length === 0) return [];
    this.#blocks.push({ number: Number(number), times, median: middle(times.map(({ at }) => at)) });
    return this.#blocks.length - this.#at > NEIGHBOURS ? this.#next() : [];
  }

  /** What is found about the last blocks, after which none comes. */
  end(): AuditFinding[] {
    const found: AuditFinding[] = [];
    while (this.#at < this.#blocks.length) found.push(...this.#next());
    return found;
  }

  #next(): AuditFinding[] {
    const block = this.#blocks[this.#at];
    if (block === undefined) return [];
    const before = medians(this.#blocks.slice(Math.max(0, this.#at - NEIGHBOURS), this.#at));
    const after = medians(this.#blocks.slice(this.#at + 1, this.#at + 1 + NEIGHBOURS));
    const found: AuditFinding[] = [];
    const good: number[] = [];
    for (const { transactionId, at } of block.times) {
      const code = this.#judge(at, before, after);
      if (code === undefined) good.push(at);
      else found.push({ code, block: block.number, transactionId, detail: new Date(at).toISOString() });
    }
    block.median = middle(good);
    this.#at += 1;
    if (this.#at > NEIGHBOURS) {
      this.#blocks.shift();
      this.#at -= 1;
    }
    return found;
  }

  #judge(at: number, before: readonly number[], after: readonly number[]): 'TIME_AHEAD' | 'TIME_BEHIND' | undefined {
    if (after.length > 0 && at > Math.max(...after) + this.#windowMilliseconds) return 'TIME_AHEAD';
    if (before.length > 0 && at < Math.min(...before) - this.#windowMilliseconds) return 'TIME_BEHIND';
    return undefined;
  }
}

function medians(blocks: readonly TimedBlock[]): number[] {
  return blocks.flatMap(({ median }) => (median === undefined ? [] : [median]));
}

function middle(times: readonly number[]): number | undefined {
  return [...times].sort((one, other) => one - other)[Math.floor((times.length - 1) / 2)];
}
