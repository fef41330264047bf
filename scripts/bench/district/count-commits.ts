// SPDX-License-Identifier: Apache-2.0
import type { Ledger } from '../../../gateway/ledger/ledger.js';

/** What stands in a stretch of blocks. */
export interface Commits {
  readonly blocks: number;
  readonly transactions: number;
  /** By the name of the transaction: how many there are, and how many elements they hold together. */
  readonly calls: Readonly<Record<string, { readonly transactions: number; readonly elements: number }>>;
}

/** Counts blocks `from` (included) to `to` (not included), which must be there. */
export async function countCommits(ledger: Ledger, from: number, to: number): Promise<Commits> {
  const calls: Record<string, { transactions: number; elements: number }> = {};
  let transactions = 0;
  for await (const block of to > from ? ledger.blocks({ from: BigInt(from) }) : []) {
    for (const { call } of block.transactions) {
      const { name, request } = call ?? { name: 'other', request: {} };
      const counted = (calls[name] ??= { transactions: 0, elements: 0 });
      counted.transactions += 1;
      counted.elements += elementsOf(request);
      transactions += 1;
    }
    if (block.number + 1n >= BigInt(to)) break;
  }
  return { blocks: Math.max(0, to - from), transactions, calls };
}

/** Requests that take many have them in their one list of that name. */
function elementsOf(request: unknown): number {
  const members = Object.entries(request as Record<string, unknown>);
  const lists = members.filter(([name, value]) => LISTS.has(name) && Array.isArray(value));
  return lists.length === 0 ? 1 : (lists[0]?.[1] as unknown[]).length;
}

const LISTS = new Set(['records', 'accesses', 'accessIds', 'elements']);
