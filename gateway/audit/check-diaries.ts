// SPDX-License-Identifier: Apache-2.0
import type { Access, DiaryHead } from '../../chaincode/domain/access/access.js';
import { firstHead, nextHead } from '../../chaincode/domain/access/diary.js';
import { sha256 } from '../readmodel/belief/digest.js';
import { diaryHead } from '../readmodel/queries/diaries.js';
import type { ReadModelDatabase } from '../readmodel/tables.js';
import type { Tell } from './audit-finding.js';
import { believed, type JudgedTransaction } from './judged-transaction.js';

const NO_ROWS = { n: 0, h: firstHead };

/** Where the diaries stand that a block touches, before it and as its transactions leave them. */
export class DiaryHeads {
  readonly #database: ReadModelDatabase;
  readonly #heads = new Map<string, DiaryHead | undefined>();

  /** Over the tables as they are before the block. */
  constructor(database: ReadModelDatabase) {
    this.#database = database;
  }

  async of(diary: string): Promise<DiaryHead | undefined> {
    if (!this.#heads.has(diary)) this.#heads.set(diary, await diaryHead(this.#database, diary));
    return this.#heads.get(diary);
  }

  set(diary: string, head: DiaryHead): void {
    this.#heads.set(diary, head);
  }
}

/**
 * Holds the diaries against each other's halves: every row takes the place after the head, every head is what the row makes
 * of the head before. Anybody can extend a head, so this is where it shows who did and with what.
 */
export async function checkDiaries(judged: JudgedTransaction, heads: DiaryHeads, tell: Tell): Promise<void> {
  const written = new Map(believed(judged, 'DIARY_HEAD').map(({ diary, document }) => [diary, document]));
  const grown = await growth(judged, heads, tell);
  for (const [diary, expected] of grown) {
    const head = written.get(diary);
    if (head === undefined) tell('DIARY_ROW_ALONE', `row ${expected.n} of diary ${diary}`);
    else if (!isSame(head, expected)) tell('DIARY_HEAD_PUSHED', differing(diary, head, expected));
  }
  for (const [diary, head] of written) {
    if (!grown.has(diary)) tell('DIARY_HEAD_ALONE', `diary ${diary} got number ${head.n}`);
    heads.set(diary, head);
  }
}

/** The heads that the rows of this transaction make. */
async function growth(judged: JudgedTransaction, heads: DiaryHeads, tell: Tell): Promise<Map<string, DiaryHead>> {
  const grown = new Map<string, DiaryHead>();
  for (const { access, place } of rowsOf(judged)) {
    const { diary, n, previous } = place;
    const head = grown.get(diary) ?? (await heads.of(diary)) ?? NO_ROWS;
    if (n !== head.n + 1 || previous !== head.h) {
      tell('DIARY_ROW_MISPLACED', `row ${n} of diary ${diary}, whose head has number ${head.n}`);
    }
    grown.set(diary, { v: 1, n, h: nextHead(previous, access, sha256), at: access.at });
  }
  return grown;
}

function rowsOf(judged: JudgedTransaction): { access: Access; place: Access['diary'][number] }[] {
  const rows = believed(judged, 'ACCESS').flatMap(({ document: access }) =>
    access.diary.map((place) => ({ access, place })),
  );
  return rows.sort((one, other) => one.place.n - other.place.n);
}

function isSame(one: DiaryHead, other: DiaryHead): boolean {
  return one.n === other.n && one.h === other.h && one.at === other.at;
}

function differing(diary: string, head: DiaryHead, expected: DiaryHead): string {
  return `diary ${diary}: number ${head.n} at ${head.at} stands there, number ${expected.n} at ${expected.at} was due`;
}
