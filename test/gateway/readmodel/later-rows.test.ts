// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import { laterRows } from '../../../gateway/readmodel/queries/later-rows.js';
import type { ReadModelDatabase } from '../../../gateway/readmodel/tables.js';
import { blocks, stamped } from './chain.js';
import { DIARY, diaryOf, rowsOf } from './diary-rows.js';
import * as documents from './documents.js';
import { applyAll, freshReadModel } from './fresh-read-model.js';

describe('the later rows of a diary', () => {
  let database: ReadModelDatabase;
  let close: () => Promise<void>;
  beforeEach(async () => {
    ({ database, close } = await freshReadModel());
  });
  afterEach(() => close());

  it('lead from an access to the head, past false rows in the same places', async () => {
    const names = ['b', 'c', 'd'].map((name) => ({ name }));
    const digests = rowsOf(...names).map((row) => documents.digest(canonicalJson(row)));
    const falseRows = [2, 3].map((n) => {
      const diary = [{ role: 'applicant', diary: DIARY, n, previous: documents.digest(`false ${n}`) }];
      const access = documents.access(`x${'yz'.charAt(n - 2)}`, { diary });
      return stamped('human-resources', stateKeys.access(access.accessId), access);
    });
    await applyAll(database, blocks(...[...diaryOf(...names), falseRows].map((parts) => [{ parts }])));
    const ids = ['b', 'c', 'd', 'xy', 'xz', 'nobody'].map((name) => documents.accessIdOf(name));
    const together = await laterRows(database, ids);
    const after = async (name: string) => {
      const id = documents.accessIdOf(name);
      const alone = (await laterRows(database, [id])).get(id);
      expect(together.get(id), `${name}, asked with others`).to.deep.equal(alone);
      return alone;
    };
    expect(await after('b')).to.deep.equal([{ diary: DIARY, rows: digests.slice(1) }]);
    expect(await after('c')).to.deep.equal([{ diary: DIARY, rows: digests.slice(2) }]);
    for (const name of ['d', 'xy', 'xz', 'nobody']) expect(await after(name), name).to.deep.equal([]);
  });
});
