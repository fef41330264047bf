// SPDX-License-Identifier: Apache-2.0
import type { Access, DiaryHead } from '../../../chaincode/domain/access/access.js';
import type { ReadModelDatabase } from '../tables.js';
import { pageOf, type Page } from './page.js';

/** One access in one subject's diary. `h` was worked out from `previous` and the committed document. */
export interface DiaryRow {
  readonly n: number;
  readonly previous: string;
  readonly h: string;
  /** The subject's role in the case. */
  readonly role: string;
  readonly access: Access;
  readonly transactionId: string;
  readonly blockNumber: bigint;
}

/** The head as the ledger holds it; `undefined` where nobody ever read. */
export async function diaryHead(database: ReadModelDatabase, diary: string): Promise<DiaryHead | undefined> {
  const row = await database
    .selectFrom('diaryHeads')
    .select(['n', 'h', 'at'])
    .where('diary', '=', diary)
    .executeTakeFirst();
  return row === undefined ? undefined : { v: 1, ...row };
}

/** Number of the first row that a head of this diary ever took back; `undefined` if its heads only grew. */
export async function diaryCutAt(database: ReadModelDatabase, diary: string): Promise<number | undefined> {
  const row = await database.selectFrom('diaryHeads').select('cutAt').where('diary', '=', diary).executeTakeFirst();
  return row?.cutAt ?? undefined;
}

/** Rows in the order of their commit, those of one transaction by their numbers; `after` is the cursor `next` of the page before. */
export async function diaryRows(
  database: ReadModelDatabase,
  diary: string,
  options: { readonly after?: number; readonly limit: number },
): Promise<Page<DiaryRow>> {
  const rows = await database
    .selectFrom('accessSubjects as subject')
    .innerJoin('accesses as access', 'access.accessId', 'subject.accessId')
    .select(['subject.ordinal', 'subject.n', 'subject.previous', 'subject.h', 'subject.role'])
    .select(['access.document', 'access.transactionId', 'access.block'])
    .where('subject.diary', '=', diary)
    .where('subject.ordinal', '>', options.after ?? 0)
    .orderBy('subject.ordinal')
    .limit(options.limit + 1)
    .execute();
  return pageOf(rows, options.limit, ({ n, previous, h, role, document, transactionId, block }) => ({
    n,
    previous,
    h,
    role,
    access: JSON.parse(document) as Access,
    transactionId,
    blockNumber: BigInt(block),
  }));
}
