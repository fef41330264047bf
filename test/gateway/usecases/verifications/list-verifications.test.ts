// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { openDistrict, session, type District } from '../support/district.js';
import { rejectionOf } from '../support/rejection-of.js';
import { person, verification } from '../support/submissions.js';

const intake = session('human-resources', 'intake');
const auditor = session('data-bureau', 'auditor');
const stranger = session('social-insurance', 'auditor');

describe('verifications on record', function () {
  this.timeout(60_000);
  let district: District;
  const ids: string[] = [];

  before(async () => {
    district = await openDistrict();
    for (const [index, officer] of ['officer-a', 'officer-b', 'officer-a'].entries()) {
      const request = verification({ caseNo: `FS-2026-00000${index}`, subjects: { applicant: person(index + 1) } });
      ids.unshift((await district.useCases.verify({ ...intake, officer }, request)).verificationId);
    }
  });

  after(async () => {
    await district.close();
  });

  const listed = async (who: typeof intake, query: Parameters<District['useCases']['listVerifications']>[1]) =>
    (await district.useCases.listVerifications(who, query)).verifications.map(({ verificationId }) => verificationId);

  it('are listed newest first, to their department and to auditors', async () => {
    expect(await listed(intake, {})).to.deep.equal(ids);
    expect(await listed(session('human-resources', 'attester'), {})).to.deep.equal(ids);
    expect(await listed(auditor, {})).to.deep.equal(ids);
    expect(await listed(auditor, { department: 'human-resources' })).to.deep.equal(ids);
  });

  it('are nothing to another department, even to an auditor of its own', async () => {
    expect(await listed(stranger, {})).to.deep.equal([]);
    expect(await listed(stranger, { department: 'human-resources' })).to.deep.equal([]);
    const problem = await rejectionOf(district.useCases.getVerification(stranger, ids[0] ?? ''));
    const absent = await rejectionOf(district.useCases.getVerification(stranger, 'a'.repeat(26)));
    expect(problem).to.include({ code: 'NOT_FOUND' });
    expect(String(problem)).to.equal(String(absent));
  });

  it('are found by case, officer, item and day', async () => {
    expect(await listed(intake, { caseNo: 'FS-2026-000001' })).to.deep.equal([ids[1]]);
    expect(await listed(auditor, { caseNo: 'FS-2026-000001', department: 'human-resources' })).to.deep.equal([ids[1]]);
    expect(await listed(intake, { officer: 'officer-b' })).to.deep.equal([ids[1]]);
    expect(await listed(intake, { itemCode: 'human-resources.other' })).to.deep.equal([]);
    expect(await listed(intake, { from: '2020-01-01' })).to.deep.equal(ids);
    expect(await listed(intake, { until: '2020-01-01' })).to.deep.equal([]);
  });

  it('are not looked for by the identifier of a person', async () => {
    const asked = district.useCases.listVerifications(intake, { caseNo: person(1).identifier });
    expect(await rejectionOf(asked)).to.include({ code: 'CASE_NO_INVALID' });
  });

  it('come in pages, whose cursors are good for the same caller and question only', async () => {
    const { useCases } = district;
    const first = await useCases.listVerifications(intake, { limit: 2 });
    expect(first.verifications.map(({ verificationId }) => verificationId)).to.deep.equal(ids.slice(0, 2));
    const cursor = first.next ?? '';
    const second = await useCases.listVerifications(intake, { limit: 2, cursor });
    expect(second.verifications.map(({ verificationId }) => verificationId)).to.deep.equal(ids.slice(2));
    expect(second.next).to.equal(null);
    const foreign = useCases.listVerifications({ ...intake, officer: 'officer-z' }, { limit: 2, cursor });
    expect(await rejectionOf(foreign)).to.include({ code: 'CURSOR_INVALID' });
    const other = useCases.listVerifications(intake, { officer: 'officer-b', cursor });
    expect(await rejectionOf(other)).to.include({ code: 'CURSOR_INVALID' });
  });
});
