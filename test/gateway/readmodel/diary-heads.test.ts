// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import { listDisbelieved } from '../../../gateway/readmodel/queries/disbelieved.js';
import { diaryHead } from '../../../gateway/readmodel/queries/diaries.js';
import type { ReadModelDatabase } from '../../../gateway/readmodel/tables.js';
import { checkChain } from '../../../gateway/usecases/diaries/check-chain.js';
import { blocks, unstamped, type Part } from './chain.js';
import { DIARY, diaryOf, rowsOf } from './diary-rows.js';
import * as documents from './documents.js';
import { applyAll, freshReadModel } from './fresh-read-model.js';

const ROWS = [{ name: 'b' }, { name: 'c' }, { name: 'd' }];
const [, , last] = rowsOf(...ROWS);
const written = (head: object): Part[] => [unstamped(stateKeys.diary(DIARY), { v: 1, at: documents.AT, ...head })];
/** The head that stood before the last row. */
const EARLIER = { n: 2, h: last?.diary[0]?.previous };

describe('a diary head', () => {
  let database: ReadModelDatabase;
  let close: () => Promise<void>;
  beforeEach(async () => {
    ({ database, close } = await freshReadModel());
  });
  afterEach(() => close());

  const applied = (...parts: Part[][]) => applyAll(database, blocks(...parts.map((one) => [{ parts: one }])));
  const reasons = async () => (await listDisbelieved(database, { limit: 10 })).rows.map(({ reason }) => reason);

  it('that only grows leaves the diary intact', async () => {
    await applied(...diaryOf(...ROWS));
    expect(await reasons()).to.deep.equal([]);
    expect(await checkChain(database, DIARY)).to.include({ result: 'INTACT' });
  });

  it('that hid a row which nobody stamped, and was taken back after the answer, breaks the diary for good', async () => {
    const [first = [], second = [], third = []] = diaryOf(...ROWS);
    await applied(first, second, third.slice(1), written(EARLIER));
    expect(await reasons()).to.deep.equal(['HEAD_WENT_BACK']);
    expect(await diaryHead(database, DIARY)).to.include(EARLIER);
    expect(await checkChain(database, DIARY)).to.deep.equal({ result: 'BROKEN', brokenAt: 3, head: EARLIER });
  });

  it('that is replaced by another of the same number breaks it there, and honest rows after that do not mend it', async () => {
    const [first = [], second = [], third = []] = diaryOf(...ROWS);
    await applied(first, written({ n: 2, h: documents.digest('false') }), second, third);
    expect(await reasons()).to.deep.equal(['HEAD_WENT_BACK']);
    expect(await checkChain(database, DIARY)).to.include({ result: 'BROKEN', brokenAt: 2 });
  });

  it('that is written once more as it is changes nothing', async () => {
    await applied(...diaryOf(...ROWS).slice(0, 2), written(EARLIER), ...diaryOf(...ROWS).slice(2));
    expect(await reasons()).to.deep.equal([]);
    expect(await checkChain(database, DIARY)).to.include({ result: 'INTACT' });
  });
});
