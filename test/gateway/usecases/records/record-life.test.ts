// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect } from 'chai';
import { DepartmentKeys } from '../../../../gateway/usecases/department-keys.js';
import { openDistrict, session, type District } from '../support/district.js';
import { rejectionOf } from '../support/rejection-of.js';
import { households } from '../support/submissions.js';

const attester = session('data-bureau', 'attester');
const auditor = session('data-bureau', 'auditor');

describe('the life of a record', function () {
  this.timeout(60_000);
  let district: District;
  let recordId: string;

  before(async () => {
    district = await openDistrict();
  });

  beforeEach(async () => {
    const submission = households(Math.floor(Math.random() * 900));
    const records = submission.records.map((one) => ({ ...one, recordNumber: `H-${Math.random()}` }));
    const answer = await district.useCases.attestRecords(attester, { ...submission, records }, {});
    recordId = answer.results[0]?.recordId ?? '';
  });

  after(async () => {
    await district.close();
  });

  it('is told from its attestation on, without a value', async () => {
    const { useCases } = district;
    const change = { status: 'SUSPENDED', reason: 'DECISION', day: '2026-03-01', legalAct: 'Decision 17' } as const;
    const changed = await useCases.changeRecordStatus(attester, recordId, change);
    expect(changed).to.include({ recordId, status: 'SUSPENDED' });
    const { events } = await useCases.getRecordHistory(attester, recordId);
    const legalAct = await new DepartmentKeys(join(district.folder, 'keys')).hmac('data-bureau', 'act', 'Decision 17');
    expect(events.map(({ status }) => status)).to.deep.equal(['VALID', 'SUSPENDED']);
    expect(events[1]).to.deep.include({ reason: 'DECISION', day: '2026-03-01', legalAct, ledger: changed.ledger });
    const view = await useCases.getRecord(attester, recordId);
    expect(view).to.include({
      status: 'SUSPENDED',
      department: 'data-bureau',
      validFrom: '2020-01-01',
      validUntil: null,
    });
    expect(view.ledger).to.deep.equal(events[0]?.ledger);
    expect(Object.keys(view.commitments).sort()).to.deep.equal(['address', 'name']);
    expect(JSON.stringify([view, events]))
      .not.to.contain('Road')
      .and.not.to.contain('Decision 17');
  });

  it('shows of a legal act nothing that could be guessed, and passes no text on that looks like a digest', async () => {
    const legalAct = 'Judgment-2026-0604-Li-Mei-versus-Wang-Tao-1'; // 43 characters of base64url
    const change = { status: 'ANNULLED', reason: 'FRAUD', day: '2026-03-01', legalAct } as const;
    await district.useCases.changeRecordStatus(attester, recordId, change);
    const { events } = await district.useCases.getRecordHistory(attester, recordId);
    const guessed = createHash('sha256').update(legalAct).digest('base64url');
    expect(events[1]?.legalAct)
      .to.match(/^[A-Za-z0-9_-]{43}$/u)
      .and.not.to.be.oneOf([legalAct, guessed]);
  });

  it('does not go back from a final status', async () => {
    const { useCases } = district;
    await useCases.changeRecordStatus(attester, recordId, { status: 'REVOKED', reason: 'DECISION', day: '2026-03-01' });
    const back = useCases.changeRecordStatus(attester, recordId, {
      status: 'VALID',
      reason: 'CORRECTION',
      day: '2026-03-01',
    });
    expect(await rejectionOf(back)).to.include({ code: 'STATUS_CHANGE_NOT_ALLOWED' });
  });

  it('is seen by its department and the auditor; to others it is as if it were not there', async () => {
    const { useCases } = district;
    expect(await useCases.getRecord(auditor, recordId)).to.include({ recordId });
    expect(await useCases.getRecord(session('data-bureau', 'intake'), recordId)).to.include({ recordId });
    for (const role of ['attester', 'auditor', 'operator'] as const) {
      const stranger = session('civil-affairs', role);
      const there = await rejectionOf(useCases.getRecord(stranger, recordId));
      const absent = await rejectionOf(useCases.getRecord(stranger, '0'.repeat(26)));
      expect(there).to.include({ code: 'NOT_FOUND' });
      expect(String(there)).to.equal(String(absent));
      expect(await rejectionOf(useCases.getRecordHistory(stranger, recordId))).to.include({ code: 'NOT_FOUND' });
    }
  });

  it('cannot be changed by another department', async () => {
    const change = { status: 'ANNULLED', reason: 'FRAUD', day: '2026-03-01' } as const;
    const attempt = district.useCases.changeRecordStatus(session('civil-affairs', 'attester'), recordId, change);
    expect(await rejectionOf(attempt)).to.include({ code: 'RECORD_UNKNOWN' });
  });

  it('refuses a day that does not exist', async () => {
    const change = { status: 'ANNULLED', reason: 'FRAUD', day: '2026-02-30' } as const;
    const attempt = district.useCases.changeRecordStatus(attester, recordId, change);
    expect(await rejectionOf(attempt)).to.include({ code: 'VALIDITY_INVALID' });
  });
});
