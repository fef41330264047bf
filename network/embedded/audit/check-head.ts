// SPDX-License-Identifier: Apache-2.0
import type { Examined } from './block-examination.js';
import type { LedgerFinding } from './ledger-finding.js';

/** The head of a ledger as somebody noted it: how many blocks it had, and the hash of the last of them. */
export interface NotedHead {
  readonly height: number;
  /** Hexadecimal; absent: only the height was noted. */
  readonly hash?: string;
}

export interface HeadCheck {
  /** Number of the last block that was seen. */
  readonly last: number;
  see(examined: Examined): void;
  findings(): LedgerFinding[];
}

/**
 * Compares a ledger with a head that was noted elsewhere. A whole ledger that was put back to an earlier state, or made
 * anew by whoever holds all keys, is sound in itself: only somebody's memory of it shows the difference.
 */
export function checkHead(expected: NotedHead | undefined): HeadCheck {
  const found: LedgerFinding[] = [];
  let last = -1;
  return {
    get last() {
      return last;
    },
    see: ({ number, hash }) => {
      last = number;
      if (expected?.hash === undefined || number !== expected.height - 1) return;
      const here = hash === undefined ? 'unreadable' : Buffer.from(hash).toString('hex');
      if (here === expected.hash.toLowerCase()) return;
      found.push({ code: 'HEAD_DIFFERS', block: number, detail: `noted ${expected.hash}, here ${here}` });
    },
    findings: () => {
      if (expected === undefined || last + 1 >= expected.height) return found;
      const detail = `${expected.height} blocks were noted, ${last + 1} are here`;
      return [...found, { code: 'LEDGER_SHORTENED', block: last + 1, detail }];
    },
  };
}
