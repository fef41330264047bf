// SPDX-License-Identifier: Apache-2.0
import type { Access, LaterRows } from '../../../chaincode/domain/access/access.js';
import { nextHead } from '../../../chaincode/domain/access/diary.js';
import { sha256 } from '../belief/digest.js';
import type { ReadModelDatabase } from '../tables.js';
import { diaryHead } from './diaries.js';

/** As many as a source follows. */
const MOST_ROWS = 1000;
/** Rows that were read for these; others may have put false ones into the same places. */
const MOST_READ = 4 * MOST_ROWS;

/**
 * The digests of the rows that lead from an access to the heads of its subjects' diaries, for the diaries that have
 * grown since. A diary whose rows do not lead there, or are too many, is left out: the source will not answer.
 */
export async function laterRows(database: ReadModelDatabase, accessId: string): Promise<LaterRows[]> {
  const row = await database
    .selectFrom('accesses')
    .select('document')
    .where('accessId', '=', accessId)
    .executeTakeFirst();
  if (row === undefined) return [];
  const access = JSON.parse(row.document) as Access;
  const found = await Promise.all(access.diary.map((place) => rowsAfter(database, access, place)));
  return found.filter(({ rows }) => rows.length > 0);
}

async function rowsAfter(
  database: ReadModelDatabase,
  access: Access,
  { diary, n, previous }: Access['diary'][number],
): Promise<LaterRows> {
  const head = await diaryHead(database, diary);
  if (head === undefined || head.n <= n || head.n - n > MOST_ROWS) return { diary, rows: [] };
  const later = await database
    .selectFrom('accessSubjects as subject')
    .innerJoin('accesses as access', 'access.accessId', 'subject.accessId')
    .select(['subject.n', 'subject.previous', 'subject.h', 'access.document'])
    .where('subject.diary', '=', diary)
    .where('subject.n', '>', n)
    .where('subject.n', '<=', head.n)
    .orderBy('subject.n')
    .limit(MOST_READ)
    .execute();
  // Backwards from the head there is one way only: each row names the hash before it.
  const byHash = new Map(later.map((one) => [one.h, one]));
  const rows: string[] = [];
  let at = head.h;
  for (let place = head.n; place > n; place -= 1) {
    const one = byHash.get(at);
    if (one?.n !== place) return { diary, rows: [] };
    rows.unshift(sha256(one.document));
    at = one.previous;
  }
  return { diary, rows: at === nextHead(previous, access, sha256) ? rows : [] };
}
