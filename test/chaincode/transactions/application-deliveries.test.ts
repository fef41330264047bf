// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { moveApplications } from '../../../chaincode/transactions/move-applications.js';
import { moveTasks } from '../../../chaincode/transactions/move-tasks.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import { FILER, FOLLOW_UP, HALL, LONG, PERMIT } from '../support/application-catalogue.js';
import { ApplicationDistrict } from '../support/application-district.js';
import { digest } from '../support/register.js';

const REVIEWED = ['ACCEPT', 'START_REVIEW'] as const;

describe('an application and what its moves name', () => {
  let district: ApplicationDistrict;
  before(async function () {
    this.timeout(60_000);
    district = await ApplicationDistrict.open();
  });
  after(() => district.close());

  it('keeps the number of its parcel with the department of the item, if that is the number that was sent', async () => {
    const { applicationId } = await district.filed([FOLLOW_UP]);
    await district.tasks(applicationId, [...REVIEWED, 'APPROVE', 'ISSUE'], FOLLOW_UP);
    const part = { v: 1 as const, salt: 'D'.repeat(22), carrier: 'ems', number: 'CANARY-EMS-1' };
    const place = { kind: 'DELIVERY' as const, as: 'civil-affairs' };
    expect((await district.deposit(FOLLOW_UP, [{ applicationId, form: part }], place))[0]).to.include({
      code: 'DEPOSIT_DIFFERS',
    });
    const delivery = { method: 'POST', carrier: 'ems', part: digest(canonicalJson(part)) };
    const sent = { delivery, reason: 'POSTED' };
    expect(await district.task(applicationId, 'DELIVER', sent, { itemCode: FOLLOW_UP })).to.include({
      status: 'MOVED',
    });
    const other = { ...part, number: 'another' };
    expect((await district.deposit(FOLLOW_UP, [{ applicationId, form: other }], place))[0]).to.include({
      code: 'DEPOSIT_DIFFERS',
    });
    expect((await district.deposit(FOLLOW_UP, [{ applicationId, form: part }], place))[0]).to.include({
      status: 'DEPOSITED',
    });
    const foreign = { ...place, as: 'market-supervision' };
    expect((await district.deposit(FOLLOW_UP, [{ applicationId, form: part }], foreign))[0]).to.include({
      code: 'DEPARTMENT_NOT_ENTITLED',
    });
  });

  it('has room for its end however often originals are compared, and its result stays', async function () {
    this.timeout(60_000);
    const subject = await district.someone();
    const form = district.form(subject);
    const item = await district.itemFiling(PERMIT, subject, form);
    const upload = { materialCode: 'marriage-proof', how: 'UPLOAD' as const, digests: [digest('scan')] };
    const filing = district.filing(subject, [{ ...item, materials: [upload], repeatCollected: ['marriage-proof'] }]);
    const applicationId = (await district.file([filing])).response.results[0]?.applicationId ?? '';
    await district.deposit(PERMIT, [{ applicationId, form }]);
    await district.tasks(applicationId, [...REVIEWED, 'APPROVE']);
    const { response } = await district.result(applicationId, PERMIT, subject);
    await district.task(applicationId, 'ISSUE', { recordId: response.results[0]?.recordId });
    const originals = [{ itemCode: PERMIT, materialCode: 'marriage-proof', outcome: 'MATCHES' as const }];
    const named = { applicationId, officer: 'officer-1', originals };
    const compare = { ...named, move: 'CHECK_ORIGINALS' as const, reason: 'ORIGINALS_SHOWN' as const };
    const clerk = { as: FILER, role: 'intake' } as const;
    const owner = { as: 'market-supervision', role: 'officer' } as const;
    for (const [length, last] of [
      [100, 'MOVED'],
      [50, 'REFUSED'],
    ] as const) {
      const inFiling = Array.from({ length }, () => ({ ...compare, itemCodes: [PERMIT] }));
      const inTask = Array.from({ length }, () => ({ ...compare, itemCode: PERMIT }));
      const filed = await district.world.district.submit(
        moveApplications,
        { department: FILER, moves: inFiling },
        clerk,
      );
      const done = await district.world.district.submit(moveTasks, { department: owner.as, moves: inTask }, owner);
      expect(filed.response.results.at(-1)?.status).to.equal(last);
      expect(done.response.results.at(-1)?.status).to.equal(last);
    }
    expect(await district.verdictOnPermit(subject, `${subject} compared`)).to.equal('VERIFIED');
    const delivery = { delivery: { method: 'HALL', hall: HALL } };
    expect(await district.filers(applicationId, 'DELIVER', delivery)).to.include({ status: 'MOVED' });
    expect(await district.task(applicationId, 'CLOSE')).to.include({ status: 'MOVED' });
  });

  it('is not accepted where a calendar is missing for its days: a guess would be a promise', async () => {
    const { applicationId } = await district.filed([LONG]);
    expect(await district.task(applicationId, 'ACCEPT', {}, { itemCode: LONG })).to.include({
      code: 'CALENDAR_MISSING',
    });
    const nowhere = { delivery: { method: 'HALL', hall: 'nowhere' } };
    const { applicationId: other } = await district.filed([FOLLOW_UP]);
    await district.tasks(other, [...REVIEWED, 'APPROVE', 'ISSUE'], FOLLOW_UP);
    expect(await district.task(other, 'DELIVER', nowhere, { itemCode: FOLLOW_UP })).to.include({
      code: 'HALL_UNKNOWN',
    });
  });
});
