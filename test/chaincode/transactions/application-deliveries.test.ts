// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import { FOLLOW_UP, LONG } from '../support/application-catalogue.js';
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
