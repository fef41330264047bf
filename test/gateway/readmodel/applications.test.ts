// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { Task } from '../../../chaincode/domain/application/application.js';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import { applicationById } from '../../../gateway/readmodel/queries/applications.js';
import { readModelCounts } from '../../../gateway/readmodel/queries/counts.js';
import { listDisbelieved } from '../../../gateway/readmodel/queries/disbelieved.js';
import { nextMoves } from '../../../gateway/readmodel/queries/task-moves.js';
import type { ReadModelDatabase } from '../../../gateway/readmodel/tables.js';
import {
  ACCEPT,
  ALLOWANCE,
  answered,
  APPROVE,
  FILER,
  filed,
  filedItem,
  filingIn,
  moved,
  NOTICE,
  REPORT,
  stamping,
  START_REVIEW,
  stood,
} from './application-documents.js';
import { blocks, hashed, stamped, unstamped, type Part, type Written } from './chain.js';
import * as documents from './documents.js';
import { applyAll, everything, freshReadModel } from './fresh-read-model.js';

const filing = filingIn('filing', { items: [filedItem(REPORT), filedItem(ALLOWANCE)] });
const { applicationId } = filing;
const accepted = moved(filing, REPORT, undefined, ACCEPT());
const under = moved(filing, REPORT, accepted, START_REVIEW);
const approved = moved(filing, REPORT, under, APPROVE());
const written = (...parts: Part[]): Written => ({ parts });

describe('applications in the read model', () => {
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
  const states = async () => {
    const found = await applicationById(database, applicationId);
    return [found?.state, ...(found?.rows ?? []).map(({ state }) => state)];
  };

  it('begin with every task submitted, due on the day of filing', async () => {
    expect(await reasonsOf(filed(filing))).to.deep.equal([]);
    expect(await states()).to.deep.equal(['SUBMITTED', 'SUBMITTED', 'SUBMITTED']);
    const found = await applicationById(database, applicationId);
    expect(found?.filing).to.deep.equal(filing);
    expect(found?.rows[0]).to.deep.equal({
      itemCode: REPORT,
      department: 'human-resources',
      state: 'SUBMITTED',
      isOpen: true,
      dueDay: '2026-11-22',
      isDeposited: false,
    });
    expect((await readModelCounts(database)).applications).to.deep.equal({ [FILER]: 1 });
  });

  it('go on with what each department does, and say when it is due', async () => {
    expect(await reasonsOf(filed(filing), written(stood(accepted)), written(stood(under)))).to.deep.equal([]);
    expect(await states()).to.deep.equal(['ACCEPTED', 'UNDER_REVIEW', 'SUBMITTED']);
    const [report] = (await applicationById(database, applicationId))?.rows ?? [];
    expect(report).to.include({ dueDay: '2026-11-24', promisedDay: '2026-11-24', statutoryDay: '2026-12-20' });
    expect((await readModelCounts(database)).moves).to.deep.equal({ SUBMIT: 2, ACCEPT: 1, START_REVIEW: 1 });
  });

  it('have another tag after every move and every deposit', async () => {
    const form = hashed('human-resources', stateKeys.form(applicationId, REPORT), `form ${REPORT}`);
    const deposits = [{ applicationId, itemCode: REPORT, kind: 'FORM' }];
    const call = { name: 'DepositParts', request: { department: 'human-resources', deposits } };
    const tags: (string | undefined)[] = [];
    const chain = blocks(
      [filed(filing)],
      [{ parts: [{ hashedWrites: [form] }], call }],
      [written(stood(accepted))],
      [written()],
    );
    for (const block of chain) {
      await applyAll(database, [block]);
      tags.push((await applicationById(database, applicationId))?.tag);
    }
    expect(new Set(tags).size).to.equal(3);
    expect((await applicationById(database, applicationId))?.rows.map(({ isDeposited }) => isDeposited)).to.deep.equal([
      true,
      false,
    ]);
  });

  it('tell the moves of each block, to whom they concern, from any block on', async () => {
    const stranger = filingIn('stranger', { items: [filedItem(ALLOWANCE)] });
    const withdrawn = answered(
      filing,
      { [REPORT]: accepted, [ALLOWANCE]: undefined },
      { move: 'WITHDRAW', reason: 'APPLICANT_WISH' },
    );
    expect(
      await reasonsOf(filed(filing), filed(stranger), written(stood(accepted)), written(stamping(withdrawn))),
    ).to.deep.equal([]);
    const told = async (scope: { applicationId?: string; department?: string }, after: number) => {
      const found = await nextMoves(database, scope, after);
      return [found?.block, ...(found?.moves ?? []).map(({ move, itemCode }) => `${move} ${itemCode}`)];
    };
    expect(await told({ applicationId }, -1)).to.deep.equal([0, `SUBMIT ${REPORT}`, `SUBMIT ${ALLOWANCE}`]);
    expect(await told({ applicationId }, 0)).to.deep.equal([2, `ACCEPT ${REPORT}`]);
    expect(await told({ department: 'human-resources' }, 0)).to.deep.equal([2, `ACCEPT ${REPORT}`]);
    expect(await told({ department: 'human-resources' }, 2)).to.deep.equal([3, `WITHDRAW ${REPORT}`]);
    expect(await told({ department: FILER }, 0)).to.deep.equal([1, `SUBMIT ${ALLOWANCE}`]);
    expect(await told({}, 2)).to.deep.equal([3, `WITHDRAW ${REPORT}`, `WITHDRAW ${ALLOWANCE}`]);
    expect(await told({}, 3)).to.deep.equal([undefined]);
    expect(await states()).to.deep.equal(['WITHDRAWN', 'WITHDRAWN', 'WITHDRAWN']);
  });

  it('wait, once a notice went out, until its day; the answer puts them back where they were', async () => {
    const noticed = moved(filing, REPORT, undefined, NOTICE());
    const answer = answered(
      filing,
      { [REPORT]: noticed },
      {
        move: 'CORRECT',
        reason: 'APPLICANT_ANSWER',
        materials: [{ materialCode: 'diploma', how: 'UPLOAD', digests: [documents.digest('file')] }],
      },
    );
    expect(await reasonsOf(filed(filing), written(stood(noticed)))).to.deep.equal([]);
    expect((await applicationById(database, applicationId))?.rows[0]).to.include({ dueDay: '2026-12-11' });
    await applyAll(database, blocks([filed(filing)], [written(stood(noticed))], [written(stamping(answer))]).slice(2));
    expect(await states()).to.deep.equal(['SUBMITTED', 'SUBMITTED', 'SUBMITTED']);
  });

  const forged: Record<string, { reason: string; chain: Written[] }> = {
    'a filing without the stamp of its department': {
      reason: 'NOT_STAMPED',
      chain: [{ parts: [unstamped(stateKeys.application(applicationId), filing)], id: 'filing' }],
    },
    'a filing that another department stamped': {
      reason: 'NOT_STAMPED',
      chain: [{ parts: [stamped('human-resources', stateKeys.application(applicationId), filing)], id: 'filing' }],
    },
    'a filing under an id that was not made from it': {
      reason: 'NOT_ITS_OWN',
      chain: [filed({ ...filing, filedBy: 'civil-affairs' })],
    },
    'a filing whose id another transaction made': { reason: 'NOT_ITS_OWN', chain: [written(stamping(filing))] },
    'a filing that begins with a move': {
      reason: 'MOVE_NOT_LEGAL',
      chain: [filed(answered(filing, { [REPORT]: undefined }, { move: 'WITHDRAW', reason: 'APPLICANT_WISH' }))],
    },
    'a filing with other facts': {
      reason: 'REWRITTEN',
      chain: [filed(filing), written(stamping({ ...filing, caseRef: documents.digest('another case') }))],
    },
    'a task of no application': { reason: 'NOT_FILED', chain: [written(stood(accepted))] },
    'a task of an item that was not filed': {
      reason: 'NOT_FILED',
      chain: [filed(filing), written(stood(moved(filing, 'social-insurance.pension', undefined, ACCEPT())))],
    },
    'a task that another department stamped': {
      reason: 'NOT_STAMPED',
      chain: [filed(filing), written(stamped('civil-affairs', stateKeys.task(applicationId, REPORT), accepted))],
    },
    'a task under the key of another item': {
      reason: 'KEY_FOREIGN',
      chain: [filed(filing), written(stamped('human-resources', stateKeys.task(applicationId, ALLOWANCE), accepted))],
    },
    'a move that the table does not let be made': {
      reason: 'MOVE_NOT_LEGAL',
      chain: [filed(filing), written(stood(moved(filing, REPORT, undefined, APPROVE())))],
    },
    'a move with a reason of another': {
      reason: 'MOVE_NOT_LEGAL',
      chain: [
        filed(filing),
        written(stood(moved(filing, REPORT, undefined, { ...ACCEPT(), reason: 'CONDITIONS_MET' }))),
      ],
    },
    'a move that saw another filing': {
      reason: 'MOVE_NOT_LEGAL',
      chain: [
        filed(filing),
        written(stood(moved({ ...filing, caseRef: documents.digest('other') }, REPORT, undefined, ACCEPT()))),
      ],
    },
    'a task that takes a move back': {
      reason: 'REWRITTEN',
      chain: [filed(filing), written(stood(under)), written(stood(accepted))],
    },
    'a decision that is made anew': {
      reason: 'REWRITTEN',
      chain: [
        filed(filing),
        written(stood(approved)),
        written(
          stood({
            ...under,
            moves: [...under.moves, { ...approved.moves[2], move: 'REJECT', reason: 'CONDITIONS_NOT_MET' }],
          } as Task),
        ),
      ],
    },
    'a move at a time that does not exist': {
      reason: 'MOVE_NOT_LEGAL',
      chain: [
        filed(filing),
        written(stood(moved(filing, REPORT, undefined, { ...ACCEPT(), at: '2026-13-41T99:00:00.000Z' }))),
      ],
    },
  };
  for (const [name, { reason, chain }] of Object.entries(forged)) {
    it(`do not believe ${name}`, async () => {
      const honest = chain.slice(0, -1);
      const all = blocks(...chain.map((one) => [one]));
      await applyAll(database, all.slice(0, honest.length));
      const before = await everything(database);
      await applyAll(database, all.slice(honest.length));
      expect((await listDisbelieved(database, { limit: 9 })).rows.map((row) => row.reason)).to.deep.equal([reason]);
      const after = await everything(database);
      for (const table of ['applications', 'tasks', 'taskMoves']) expect(after[table]).to.deep.equal(before[table]);
    });
  }
});
