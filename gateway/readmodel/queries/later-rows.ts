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

type Place = Access['diary'][number] & { readonly access: Access };
/** The way back from a diary's head: the hash before each row, and the row's digest, by the row's number. */
type Path = ReadonlyMap<number, { readonly previous: string; readonly digest: string }>;

/**
 * For each access the digests of the rows that lead from it to the heads of its subjects' diaries, for the diaries that have
 * grown since. A diary whose rows do not lead there, or are too many, is left out: the source will not answer. Each
 * diary is read once, however many of the accesses stand in it.
 */
export async function laterRows(
  database: ReadModelDatabase,
  accessIds: readonly string[],
): Promise<ReadonlyMap<string, LaterRows[]>> {
  const places = new Map<string, Place[]>();
  for (const access of await accessesOf(database, accessIds)) {
    for (const place of access.diary) {
      places.set(place.diary, [...(places.get(place.diary) ?? []), { ...place, access }]);
    }
  }
  const later = new Map<string, LaterRows[]>(accessIds.map((accessId) => [accessId, []]));
  for (const [diary, inDiary] of places) {
    for (const [accessId, rows] of await rowsAfter(database, diary, inDiary)) {
      if (rows.length > 0) later.get(accessId)?.push({ diary, rows });
    }
  }
  return later;
}

async function accessesOf(database: ReadModelDatabase, accessIds: readonly string[]): Promise<Access[]> {
  if (accessIds.length === 0) return [];
  const rows = await database
    .selectFrom('accesses')
    .select('document')
    .where('accessId', 'in', [...accessIds])
    .execute();
  return rows.map(({ document }) => JSON.parse(document) as Access);
}

async function rowsAfter(
  database: ReadModelDatabase,
  diary: string,
  places: readonly Place[],
): Promise<[accessId: string, rows: string[]][]> {
  const head = await diaryHead(database, diary);
  if (head === undefined) return [];
  const behind = places.filter(({ n }) => head.n > n && head.n - n <= MOST_ROWS);
  if (behind.length === 0) return [];
  const path = await pathBack(database, diary, head, Math.min(...behind.map(({ n }) => n)));
  return behind.map(({ access, n, previous }) => {
    const stands = path.get(n + 1)?.previous === nextHead(previous, access, sha256);
    const digests = Array.from({ length: head.n - n }, (_, index) => path.get(n + 1 + index)?.digest ?? '');
    return [access.accessId, stands ? digests : []];
  });
}

/** Backwards from the head there is one way only: each row names the hash before it. It ends where no row leads on. */
async function pathBack(
  database: ReadModelDatabase,
  diary: string,
  head: { readonly n: number; readonly h: string },
  from: number,
): Promise<Path> {
  const later = await database
    .selectFrom('accessSubjects as subject')
    .innerJoin('accesses as access', 'access.accessId', 'subject.accessId')
    .select(['subject.n', 'subject.previous', 'subject.h', 'access.document'])
    .where('subject.diary', '=', diary)
    .where('subject.n', '>', from)
    .where('subject.n', '<=', head.n)
    .orderBy('subject.n')
    .limit(MOST_READ)
    .execute();
  const byHash = new Map(later.map((one) => [one.h, one]));
  const path = new Map<number, { previous: string; digest: string }>();
  let at = head.h;
  for (let place = head.n; place > from; place -= 1) {
    const one = byHash.get(at);
    if (one?.n !== place) break;
    path.set(place, { previous: one.previous, digest: sha256(one.document) });
    at = one.previous;
  }
  return path;
}
