// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { Filing, Task } from '../../../chaincode/domain/application/application.js';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import { listDisbelieved } from '../../../gateway/readmodel/queries/disbelieved.js';
import { recordById, recordHistory } from '../../../gateway/readmodel/queries/records.js';
import type { ReadModelDatabase } from '../../../gateway/readmodel/tables.js';
import {
  ACCEPT,
  APPROVE,
  filed,
  filingIn,
  ISSUE,
  moved,
  REPORT,
  START_REVIEW,
  stood,
} from './application-documents.js';
import { blocks, stated, type Part, type Written } from './chain.js';
import * as documents from './documents.js';
import { applyAll, freshReadModel } from './fresh-read-model.js';

const filing = filingIn('filing');
const { applicationId } = filing;
const accepted = moved(filing, REPORT, undefined, ACCEPT());
const under = moved(filing, REPORT, accepted, START_REVIEW);
const approved = moved(filing, REPORT, under, APPROVE());
const written = (...parts: Part[]): Written => ({ parts });

describe('results of tasks', () => {
  let database: ReadModelDatabase;
  let close: () => Promise<void>;
  beforeEach(async () => {
    ({ database, close } = await freshReadModel());
  });
  afterEach(() => close());

  async function reasonsOf(...contents: Written[]): Promise<string[]> {
    await applyAll(database, blocks(...contents.map((one) => [one])));
    return (await listDisbelieved(database, { limit: 100 })).rows.map(({ reason }) => reason);
  }

  const TYPE = 'human-resources.graduate-result';
  const KEY = stateKeys.register(TYPE, documents.digest('register pseudonym'));
  const resultOf = (name: string, of: Pick<Filing, 'applicationId'>) =>
    documents.record(name, { application: { applicationId: of.applicationId, itemCode: REPORT } });
  const deposited = (...names: string[]) =>
    written(stated('human-resources', KEY, documents.entry(TYPE, ...names.map((name) => resultOf(name, filing)))));
  const recordId = documents.recordIdOf('result');
  const issued = moved(filing, REPORT, approved, ISSUE(recordId));

  it('are as if they were not there until their task, issued, names them', async () => {
    const chain = blocks([filed(filing)], [written(stood(approved))], [deposited('result')], [written(stood(issued))]);
    await applyAll(database, chain.slice(0, 3));
    expect(await recordById(database, recordId)).to.equal(undefined);
    expect(await recordHistory(database, recordId)).to.deep.equal([]);
    await applyAll(database, chain.slice(3));
    expect(await recordById(database, recordId)).to.deep.include({
      status: 'VALID',
      resultOf: { applicationId, itemCode: REPORT },
    });
    expect(await recordHistory(database, recordId)).to.have.length(1);
  });

  it('stay so where the task names another, or another task names them', async () => {
    const others = filingIn('others');
    const foreign = [ACCEPT(), START_REVIEW, APPROVE(), ISSUE(documents.recordIdOf('surplus'))].reduce<
      Task | undefined
    >((task, move) => moved(others, REPORT, task, move), undefined);
    if (foreign === undefined) throw new Error('no task');
    expect(
      await reasonsOf(
        filed(filing),
        filed(others),
        deposited('result', 'surplus'),
        written(stood(issued)),
        written(stood(foreign)),
      ),
    ).to.deep.equal([]);
    expect(await recordById(database, recordId)).to.not.equal(undefined);
    expect(await recordById(database, documents.recordIdOf('surplus'))).to.equal(undefined);
  });

  it('do not come to life by a move that is not legal', async () => {
    expect(
      await reasonsOf(
        filed(filing),
        written(stood(under)),
        deposited('result'),
        written(stood(moved(filing, REPORT, under, ISSUE(recordId)))),
      ),
    ).to.deep.equal(['MOVE_NOT_LEGAL']);
    expect(await recordById(database, recordId)).to.equal(undefined);
  });
});
