// SPDX-License-Identifier: Apache-2.0
import { readdir } from 'node:fs/promises';
import { expect } from 'chai';
import { join } from 'node:path';
import { openReadModel } from '../../../gateway/readmodel/read-model.js';
import { consentsTo } from '../../../gateway/readmodel/queries/catalogue.js';
import { readModelCounts } from '../../../gateway/readmodel/queries/counts.js';
import { reliancesOn } from '../../../gateway/readmodel/queries/provenance.js';
import { recordHistory } from '../../../gateway/readmodel/queries/records.js';
import { verificationById } from '../../../gateway/readmodel/queries/verifications.js';
import { rebuildReadModel } from '../../../gateway/readmodel/rebuild-read-model.js';
import { openDistrict, session, type District } from '../usecases/support/district.js';
import { households, marriage, person, verification } from '../usecases/support/submissions.js';
import { everything } from './fresh-read-model.js';

describe('the read model of what the agreement writes', function () {
  this.timeout(60_000);
  let district: District;
  let verificationId: string;
  let recordId: string;

  before(async () => {
    district = await openDistrict();
    const { useCases } = district;
    const intake = session('human-resources', 'intake');
    const answer = await useCases.attestRecords(session('data-bureau', 'attester'), households(1, 2, 3), {});
    recordId = answer.results[0]?.recordId ?? '';
    await useCases.attestRecords(session('civil-affairs', 'attester'), marriage(1, 2), {});
    const subjects = { applicant: person(1), spouse: person(2) };
    const scenario = { married: true };
    const verified = await useCases.verify(intake, verification({ scenario, subjects, disclose: 'fields' }));
    ({ verificationId } = verified);
    await useCases.changeRecordStatus(session('data-bureau', 'attester'), recordId, {
      status: 'SUSPENDED',
      reason: 'DECISION',
      day: '2026-11-22',
    });
    await useCases.verify(intake, verification());
    await useCases.openDiary(session('data-bureau', 'auditor'), {
      subject: person(1),
      reason: 'ROUTINE_AUDIT',
      caseNo: 'AUDIT-2026-1',
    });
  });

  after(async () => {
    await district.close();
  });

  it('believes every document of it', async () => {
    const counts = await readModelCounts(district.database);
    expect(counts.disbelieved).to.deep.equal({});
    expect(counts).to.deep.include({
      records: { 'data-bureau': 3, 'civil-affairs': 1 },
      accesses: { OPENED: 2 },
      conclusions: { 'data-bureau': 2, 'civil-affairs': 1 },
      verdicts: { VERIFIED: 2, SUSPENDED: 1 },
      inquiries: { DIARY: 1 },
    });
    expect(Object.keys(counts.transactions)).to.deep.equal(['VALID']);
    expect(await consentsTo(district.database, 'human-resources.graduate-report')).to.have.length(2);
  });

  it('tells what a verification rested on, and what relied on a record', async () => {
    const found = await verificationById(district.database, verificationId);
    expect(found?.conclusions.map(({ conclusion }) => conclusion.department)).to.deep.equal([
      'civil-affairs',
      'data-bureau',
    ]);
    const { rows } = await reliancesOn(district.database, recordId, { limit: 10 });
    expect(rows.map(({ verdicts }) => verdicts[0]?.verdict)).to.deep.equal(['SUSPENDED', 'VERIFIED']);
    expect((await recordHistory(district.database, recordId)).map(({ status }) => status)).to.deep.equal([
      'VALID',
      'SUSPENDED',
    ]);
  });

  it('holds no value, no identifier and no case number in any table', async () => {
    const text = JSON.stringify(await everything(district.database));
    for (const canary of ['Name 1', 'Road 1', person(1).identifier, person(2).identifier, 'FS-2026', 'AUDIT-2026']) {
      expect(text).to.not.include(canary);
      expect(text).to.not.include(Buffer.from(canary).toString('base64url'));
      expect(text).to.not.include(Buffer.from(canary).toString('hex'));
    }
  });

  it('is the same when it is rebuilt from the blocks', async () => {
    const file = join(district.folder, 'rebuilt.sqlite');
    await rebuildReadModel({ file, ledger: district.ledger });
    expect((await readdir(district.folder)).filter((name) => name.startsWith('rebuilt'))).to.deep.equal([
      'rebuilt.sqlite',
    ]);
    const rebuilt = await openReadModel(file);
    const contents = await everything(rebuilt);
    await rebuilt.destroy();
    expect(contents).to.deep.equal(await everything(district.database));
  });
});
