// SPDX-License-Identifier: Apache-2.0
import type { Access, DiaryHead } from '../../../chaincode/domain/access/access.js';
import { firstHead, nextHead, type Sha256 } from '../../../chaincode/domain/access/diary.js';

/** What `checkDiary` found. `at` is the number of the first row at fault. */
type DiaryCheck =
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
