// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from '../canonical-json.js';
import type { Access, DiaryHead } from './access.js';

export type Sha256 = (text: string) => string;

/** `h(0)`: the head of a diary without rows. */
export const firstHead = 'A'.repeat(43);

/** `h(n)` from `h(n−1)` and row n: `SHA-256(h(n−1) ‖ '\n' ‖ SHA-256(canonical JSON of the row))`. */
export function nextHead(previous: string, row: Access, sha256: Sha256): string {
  return chainedHead(previous, sha256(canonicalJson(row)), sha256);
}

/** The same from the digest of a row, `SHA-256(canonical JSON of the row)`, where the row itself is not at hand. */
export function chainedHead(previous: string, rowDigest: string, sha256: Sha256): string {
  return sha256(`${previous}\n${rowDigest}`);
}

/** What `checkDiary` found. `at` is the number of the first row at fault. */
export type DiaryCheck =
  | { readonly intact: true }
  | { readonly intact: false; readonly fault: 'ROW_MISSING' | 'ROW_ALTERED' | 'HEAD_DIFFERS'; readonly at: number };

/**
 * Holds rows of one diary against its head. All rows must be there, in any order; an omission, an addition or a
 * change shows, because each row carries the head before it and the head closes the chain.
 */
export function checkDiary(
  diary: string,
  rows: readonly Access[],
  head: Pick<DiaryHead, 'n' | 'h'> | undefined,
  sha256: Sha256,
): DiaryCheck {
  const { n: last, h } = head ?? { n: 0, h: firstHead };
  const entries = entriesOf(diary, rows);
  const byNumber = new Map(entries.map((entry) => [entry.n, entry]));
  let reached = firstHead;
  for (let n = 1; n <= last; n += 1) {
    const entry = byNumber.get(n);
    if (entry === undefined) return { intact: false, fault: 'ROW_MISSING', at: n };
    if (entry.previous !== reached) return { intact: false, fault: 'ROW_ALTERED', at: n };
    reached = nextHead(reached, entry.row, sha256);
  }
  const complete = reached === h && rows.length === last && entries.length === last;
  return complete ? { intact: true } : { intact: false, fault: 'HEAD_DIFFERS', at: last };
}

function entriesOf(diary: string, rows: readonly Access[]): { n: number; previous: string; row: Access }[] {
  return rows.flatMap((row) =>
    row.diary.filter((one) => one.diary === diary).map(({ n, previous }) => ({ n, previous, row })),
  );
}
