// SPDX-License-Identifier: Apache-2.0
import type { ReadModelDatabase } from '../../gateway/readmodel/tables.js';
import type { Bilingual } from '../language.js';

/** Why a transaction does not stand in tables that were made from blocks, as valid and believed; nothing: it does. */
export async function transactionStanding(database: ReadModelDatabase, transactionId: string): Promise<Bilingual[]> {
  const found = await database
    .selectFrom('transactions')
    .select(['block', 'validationCode'])
    .where('transactionId', '=', transactionId)
    .execute();
  const valid = found.find(({ validationCode }) => validationCode === 'VALID');
  if (found.length === 0) return [{ zh: '区块中没有该交易', en: 'the blocks hold no such transaction' }];
  if (valid === undefined) {
    const codes = found.map(({ block, validationCode }) => `#${block} ${validationCode}`).join(', ');
    return [{ zh: `该交易无效：${codes}`, en: `it is not valid: ${codes}` }];
  }
  const disbelieved = await database
    .selectFrom('disbelieved')
    .select('reason')
    .where('transactionId', '=', transactionId)
    .execute();
  return disbelieved.map(({ reason }) => ({
    zh: `其中一项内容不可信：${reason}`,
    en: `something in it is not believed: ${reason}`,
  }));
}
