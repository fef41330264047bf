// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { DiaryHead } from '../../../chaincode/domain/access/access.js';
import { grownHeads, placesInDiaries } from '../../../chaincode/domain/access/grow-diary.js';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import { diaryRows } from '../../../gateway/readmodel/queries/diaries.js';
import type { ReadModelDatabase } from '../../../gateway/readmodel/tables.js';
import { checkChain } from '../../../gateway/usecases/diaries/check-chain.js';
import { blocks, stamped, unstamped, type Part } from './chain.js';
import * as documents from './documents.js';
import { applyAll, freshReadModel } from './fresh-read-model.js';

const LI = documents.digest('diary of Li');
const WANG = documents.digest('diary of Wang');

describe('the rows of a diary', () => {
  let database: ReadModelDatabase;
  let close: () => Promise<void>;
  let heads: Map<string, DiaryHead>;
  beforeEach(async () => {
    ({ database, close } = await freshReadModel());
    heads = new Map();
  });
  afterEach(() => close());

  /** Opens an access as OpenAccess does. */
  const open = (name: string, ...diaries: string[]): Part => {
    const diary = diaries.map((one, index) => ({ role: `role${index}`, diary: one, n: 1, previous: documents.H0 }));
    const asked = documents.access(name, { diary });
    const access = { ...asked, diary: placesInDiaries(asked.request.ticket.core, heads, documents.AT) };
    for (const [pseudonym, head] of grownHeads(access, documents.digest)) heads.set(pseudonym, head);
    return stamped('human-resources', stateKeys.access(access.accessId), access);
  };
  /** One transaction as a block has it: accesses in the order of their keys, and each head as it was written last. */
  const together = (...accesses: Part[]): { parts: Part[] } => ({
    parts: [
      ...accesses.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1)),
      ...[...heads].map(([diary, head]) => unstamped(stateKeys.diary(diary), head)),
    ],
  });
  const keyOf = ({ writes = [] }: Part): string => writes[0]?.key ?? '';

  const numbers = async (diary: string, limit: number): Promise<number[]> => {
    const found: number[] = [];
    for (let after: number | undefined = 0; after !== undefined;) {
      const page = await diaryRows(database, diary, { after, limit });
      found.push(...page.rows.map(({ n }) => n));
      after = page.next;
    }
    return found;
  };

  it('that one transaction adds stand by their numbers, not by their keys, in every diary that it enters', async () => {
    const before = together(open('m', LI), open('n', LI));
    const several = together(open('z', WANG, LI), open('y', LI), open('x', LI, WANG), open('w', WANG));
    const after = together(open('a', WANG, LI));
    await applyAll(database, blocks([before], [several], [after]));
    for (const limit of [1, 2, 100]) {
      expect(await numbers(LI, limit)).to.deep.equal([1, 2, 3, 4, 5, 6]);
      expect(await numbers(WANG, limit)).to.deep.equal([1, 2, 3, 4]);
    }
    for (const diary of [LI, WANG]) expect(await checkChain(database, diary)).to.include({ result: 'INTACT' });
  });

  it('stay broken where two accesses of one transaction take the same place', async () => {
    const first = open('b', LI);
    heads.clear();
    await applyAll(database, blocks([together(open('c', LI), first)]));
    expect(await checkChain(database, LI)).to.include({ result: 'BROKEN', brokenAt: 2 });
  });

  it('stay broken where a later transaction brings an earlier number', async () => {
    const [first, second] = [open('b', LI), open('c', LI)];
    await applyAll(database, blocks([together(second)], [together(first)]));
    expect(await checkChain(database, LI)).to.include({ result: 'BROKEN', brokenAt: 1 });
  });
});
