// SPDX-License-Identifier: Apache-2.0
import type { DiaryHead } from '../../../chaincode/domain/access/access.js';
import type { Writer } from './writer.js';

/** Kept as the ledger holds it, right or wrong: the chain check compares it with the rows. */
export async function applyDiaryHead(writer: Writer, diary: string, head: DiaryHead): Promise<undefined> {
  const change = { n: head.n, h: head.h, at: head.at, ...writer.source };
  await writer.sql
    .insertInto('diaryHeads')
    .values({ diary, ...change })
    .onConflict((conflict) => conflict.doUpdateSet(change))
    .execute();
}
