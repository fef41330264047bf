// SPDX-License-Identifier: Apache-2.0
import { DomainError } from '../domain-error.js';
import { compareInstants } from '../time.js';
import type { Access, DiaryHead, LaterRows } from './access.js';
import { chainedHead, firstHead, nextHead, type Sha256 } from './diary.js';
import type { TicketCore } from './ticket.js';

/** Heads by diary pseudonym; a diary that is not in it has no rows yet. */
export type DiaryHeads = ReadonlyMap<string, DiaryHead>;

/**
 * The places that a new access takes in the diaries of its subjects: one per diary, also where one subject has
 * two roles; it stands under the first of them.
 *
 * @throws {DomainError} TIME_WENT_BACK when a diary has a row of a later time; the same instant is good.
 */
export function placesInDiaries(core: TicketCore, heads: DiaryHeads, at: string): Access['diary'] {
  const first = core.subjects.filter(
    ({ diary }, index) => core.subjects.findIndex((other) => other.diary === diary) === index,
  );
  return first.map(({ role, diary }) => {
    const head = heads.get(diary);
    if (head === undefined) return { role, diary, n: 1, previous: firstHead };
    if (compareInstants(at, head.at) < 0)
      throw new DomainError('TIME_WENT_BACK', 'a subject has a later access on record');
    return { role, diary, n: head.n + 1, previous: head.h };
  });
}

/** The heads after this access. */
export function grownHeads(access: Access, sha256: Sha256): [diary: string, head: DiaryHead][] {
  return access.diary.map(({ diary, n, previous }) => [
    diary,
    { v: 1, n, h: nextHead(previous, access, sha256), at: access.at },
  ]);
}

/**
 * Whether an access stands in the diary of each of its subjects: chained with the digests of all rows after its own, it
 * arrives at the number and the hash of the present head. Two departments that collude can write an access that names
 * any place, but no rows that lead from there to a head that others have grown.
 */
export function standsInDiaries(
  access: Access,
  heads: DiaryHeads,
  later: readonly LaterRows[],
  sha256: Sha256,
): boolean {
  const entered = new Set(access.diary.map(({ diary }) => diary));
  return (
    access.request.ticket.core.subjects.every(({ diary }) => entered.has(diary)) &&
    access.diary.every(({ diary, n, previous }) => {
      const rows = later.filter((one) => one.diary === diary).flatMap((one) => one.rows);
      const reached = rows.reduce((h, row) => chainedHead(h, row, sha256), nextHead(previous, access, sha256));
      const head = heads.get(diary);
      return head?.n === n + rows.length && head.h === reached;
    })
  );
}
