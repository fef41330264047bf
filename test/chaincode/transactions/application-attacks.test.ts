// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { Filing, Task } from '../../../chaincode/domain/application/application.js';
import { moveApplications } from '../../../chaincode/transactions/move-applications.js';
import { moveTasks } from '../../../chaincode/transactions/move-tasks.js';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import { CommitError } from '../../../network/embedded/index.js';
import { FILER, FOLLOW_UP, PARALLEL, PERMIT } from '../support/application-catalogue.js';
import { ApplicationDistrict, MARKET_OFFICER, REASONS } from '../support/application-district.js';
import { collude, type Forgery } from '../support/colluding-contract.js';

describe('applications under attack', () => {
  let district: ApplicationDistrict;
  before(async function () {
    this.timeout(60_000);
    district = await ApplicationDistrict.open();
  });
  after(() => district.close());

  const forge = (departments: string[], forgeries: Forgery[]) =>
    collude(district.world.district, departments, forgeries);
  const rejected = (task: Task): Task => {
    const [first] = task.moves;
    return {
      ...task,
      moves: [{ ...(first as Task['moves'][number]), move: 'REFUSE_ACCEPTANCE', reason: 'NOT_COMPETENT' } as never],
    };
  };

  it('take no decision of two others in the name of a third, whether it has decided or not', async () => {
    const { applicationId } = await district.filed();
    const key = stateKeys.task(applicationId, PERMIT);
    const model = await district.filed();
    await district.tasks(model.applicationId, ['ACCEPT']);
    const { task } = await district.papers(model.applicationId);
    const document = { ...rejected(task as Task), applicationId };
    await forge(['civil-affairs', 'data-bureau'], [{ key, document }]);
    expect(await district.task(applicationId, 'ACCEPT')).to.deep.include({
      status: 'MOVED',
      tasks: [{ itemCode: PERMIT, state: 'ACCEPTED' }],
    });
    const stamped = forge(['civil-affairs', 'data-bureau'], [{ key, document, department: 'market-supervision' }]);
    const error: unknown = await stamped.catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(CommitError);
    expect(error).to.have.property('validationCode', 'ENDORSEMENT_POLICY_FAILURE');
  });

  it('are not decided anew by destroying the decision: its stamp says that there is one', async () => {
    const { applicationId } = await district.filed();
    await district.tasks(applicationId, ['ACCEPT']);
    await forge(['civil-affairs', 'data-bureau'], [{ key: stateKeys.task(applicationId, PERMIT), document: {} }]);
    expect(await district.task(applicationId, 'ACCEPT')).to.deep.include({
      code: 'APPLICATION_CONTRADICTED',
      tasks: [],
    });
  });

  it('show a filing department that rewrites what a decision rests on', async () => {
    const { applicationId } = await district.filed();
    await district.tasks(applicationId, ['ACCEPT']);
    const { filing } = await district.papers(applicationId);
    const key = stateKeys.application(applicationId);
    for (const changes of [
      { caseRef: filing.items[0]?.deposit },
      { items: [{ ...filing.items[0], deposit: filing.caseRef }] },
    ]) {
      const document = { ...filing, ...changes };
      await forge(
        [FILER, 'data-bureau'],
        [
          { key, document },
          { key, document, department: FILER },
        ],
      );
      expect(await district.task(applicationId, 'START_REVIEW')).to.include({ code: 'APPLICATION_CONTRADICTED' });
    }
    await forge(
      [FILER, 'data-bureau'],
      [
        { key, document: filing },
        { key, document: filing, department: FILER },
      ],
    );
    expect(await district.task(applicationId, 'START_REVIEW')).to.include({ status: 'MOVED' });
  });

  it('show a filing department that takes an answer back', async () => {
    const { applicationId, form } = await district.filed();
    await district.task(applicationId, 'REQUEST_CORRECTION', { materials: [], fields: ['purpose'] });
    const { filing } = await district.papers(applicationId);
    await district.filers(applicationId, 'CORRECT', { materials: [], deposit: filing.items[0]?.deposit });
    expect(form.v).to.equal(1);
    await district.tasks(applicationId, ['ACCEPT']);
    const key = stateKeys.application(applicationId);
    await forge(
      [FILER, 'data-bureau'],
      [
        { key, document: filing },
        { key, document: filing, department: FILER },
      ],
    );
    expect(await district.task(applicationId, 'START_REVIEW')).to.include({ code: 'APPLICATION_CONTRADICTED' });
  });

  it('are not replaced by those of another department under the same id', async () => {
    const { applicationId } = await district.filed();
    const { filing } = await district.papers(applicationId);
    const document: Filing = { ...filing, filedBy: 'civil-affairs' };
    const key = stateKeys.application(applicationId);
    await forge(
      ['civil-affairs', 'data-bureau'],
      [
        { key, document },
        { key, document, department: 'civil-affairs' },
      ],
    );
    expect(await district.task(applicationId, 'ACCEPT')).to.include({ code: 'APPLICATION_UNKNOWN' });
    expect(await district.filers(applicationId, 'WITHDRAW', {}, { as: 'civil-affairs' })).to.include({
      code: 'APPLICATION_UNKNOWN',
    });
  });

  describe('when two act at once', () => {
    const decision = (applicationId: string, move: 'APPROVE' | 'REJECT' | 'ACCEPT', itemCode = PERMIT) => {
      const [department] = itemCode.split('.');
      const asked = { move, applicationId, itemCode, officer: 'officer-9', reason: REASONS[move] };
      const request = { department: department ?? '', moves: [asked] };
      return district.world.district.endorse(moveTasks, request, { ...MARKET_OFFICER, as: department ?? '' });
    };
    const codes = async (...endorsed: Awaited<ReturnType<typeof decision>>[]) =>
      (await district.world.district.network.order(endorsed)).map(({ validationCode }) => validationCode);

    it('are decided exactly once by two officers', async () => {
      const { applicationId } = await district.filed();
      await district.tasks(applicationId, ['ACCEPT', 'START_REVIEW']);
      const both = [await decision(applicationId, 'APPROVE'), await decision(applicationId, 'REJECT')] as const;
      expect(await codes(...both)).to.deep.equal(['VALID', 'MVCC_READ_CONFLICT']);
      expect((await district.papers(applicationId)).history.state).to.equal('APPROVED');
      expect(await district.task(applicationId, 'REJECT')).to.include({ code: 'MOVE_NOT_ALLOWED' });
    });

    it('are reviewed in parallel by two departments', async () => {
      const { applicationId } = await district.filed([PERMIT, FOLLOW_UP], { theme: { code: PARALLEL, version: 1 } });
      const both = [
        await decision(applicationId, 'ACCEPT'),
        await decision(applicationId, 'ACCEPT', FOLLOW_UP),
      ] as const;
      expect(await codes(...both)).to.deep.equal(['VALID', 'VALID']);
      for (const code of [PERMIT, FOLLOW_UP]) {
        expect((await district.papers(applicationId, code)).history.state).to.equal('ACCEPTED');
      }
    });

    it('are either withdrawn or decided', async () => {
      const { applicationId } = await district.filed();
      await district.tasks(applicationId, ['ACCEPT', 'START_REVIEW']);
      const asked = {
        move: 'WITHDRAW' as const,
        applicationId,
        itemCodes: [PERMIT],
        officer: 'officer-1',
        reason: REASONS.WITHDRAW,
      };
      const request = { department: FILER, moves: [asked] };
      const withdrawal = await district.world.district.endorse(moveApplications, request, {
        as: FILER,
        role: 'intake',
      });
      expect(await codes(withdrawal, await decision(applicationId, 'APPROVE'))).to.deep.equal([
        'VALID',
        'MVCC_READ_CONFLICT',
      ]);
      expect((await district.papers(applicationId)).history.state).to.equal('WITHDRAWN');
    });
  });
});
