// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import { readModelCounts } from '../../../gateway/readmodel/queries/counts.js';
import { recordById, recordHistory } from '../../../gateway/readmodel/queries/records.js';
import type { ReadModelDatabase } from '../../../gateway/readmodel/tables.js';
import { blocks, stated, type Part } from './chain.js';
import * as documents from './documents.js';
import { applyAll, freshReadModel } from './fresh-read-model.js';

const MARRIAGE = 'civil-affairs.marriage';
const KEY = stateKeys.register(MARRIAGE, documents.digest('register pseudonym'));
const OTHER_KEY = stateKeys.register(MARRIAGE, documents.digest('another register pseudonym'));

describe('the rows of a record', () => {
  let database: ReadModelDatabase;
  let close: () => Promise<void>;
  beforeEach(async () => {
    ({ database, close } = await freshReadModel());
  });
  afterEach(() => close());

  const record = documents.record('one');
  const changed = (status: 'SUSPENDED' | 'VALID' | 'ANNULLED', hour: number) => {
    const at = `2026-11-23T0${hour}:00:00.000Z`;
    return documents.record('one', { status, change: { status, reason: 'DECISION', day: '2026-11-23', at } });
  };
  const entryOf = (...records: (typeof record)[]) =>
    stated('civil-affairs', KEY, documents.entry(MARRIAGE, ...records));
  const applied = (...parts: Part[][]) => applyAll(database, blocks(...parts.map((one) => [{ parts: one }])));

  it('name the transaction that attested it, however often it changed', async () => {
    await applied([entryOf(record)], [entryOf(changed('SUSPENDED', 1))], [entryOf(changed('VALID', 2))]);
    expect(await recordById(database, record.recordId)).to.include({ status: 'VALID', transactionId: 'tx-2-0' });
    const life = await recordHistory(database, record.recordId);
    expect(
      life.map(({ status, transactionId, blockNumber }) => `${status} ${transactionId} ${blockNumber}`),
    ).to.deep.equal(['VALID tx-0-0 0', 'SUSPENDED tx-1-0 1', 'VALID tx-2-0 2']);
    expect(await recordHistory(database, documents.recordIdOf('nobody'))).to.deep.equal([]);
  });

  it('tell what happened before it was first stated', async () => {
    await applied([entryOf(changed('SUSPENDED', 1))]);
    const life = await recordHistory(database, record.recordId);
    expect(life.map(({ status, transactionId }) => `${status} ${transactionId}`)).to.deep.equal([
      'VALID tx-0-0',
      'SUSPENDED tx-0-0',
    ]);
  });

  it('do not move to another entry, alone there or not', async () => {
    const elsewhere = (...records: (typeof record)[]) =>
      stated('civil-affairs', OTHER_KEY, documents.entry(MARRIAGE, ...records));
    const stranger = documents.record('two');
    await applied(
      [entryOf(record)],
      [elsewhere(changed('ANNULLED', 1))],
      [elsewhere(stranger, changed('ANNULLED', 2))],
    );
    expect((await recordById(database, record.recordId))?.status).to.equal('VALID');
    expect(await recordById(database, stranger.recordId)).to.equal(undefined);
    const { disbelieved, records } = await readModelCounts(database);
    expect({ disbelieved, records }).to.deep.equal({
      disbelieved: { NOT_ITS_OWN: 2 },
      records: { 'civil-affairs': 1 },
    });
  });

  it('stand once when a statement names the record twice', async () => {
    await applied([entryOf(record, changed('SUSPENDED', 1))]);
    expect((await recordById(database, record.recordId))?.status).to.equal('SUSPENDED');
    expect((await readModelCounts(database)).records).to.deep.equal({ 'civil-affairs': 1 });
  });
});
