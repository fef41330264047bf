// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { LedgerUnavailable } from '../../../../gateway/ledger/ledger-errors.js';
import { FinishedViews } from '../../../../gateway/usecases/verifications/finished-views.js';
import type { VerificationView } from '../../../../gateway/usecases/verifications/verification-view.js';
import { alteredLedger } from '../support/altered-ledger.js';
import { openDistrict, session, type District } from '../support/district.js';
import { rejectionOf } from '../support/rejection-of.js';
import { households, verification } from '../support/submissions.js';

const intake = session('human-resources', 'intake');

describe('the view of a verification', function () {
  this.timeout(60_000);
  let district: District;

  before(async () => {
    district = await openDistrict();
    await district.useCases.attestRecords(session('data-bureau', 'attester'), households(1), {});
  });

  after(async () => {
    await district.close();
  });

  it('is kept once nothing can change in it, and not for those who may not see it', async () => {
    const { useCases } = district;
    const { verificationId } = await useCases.verify(intake, verification());
    const first = await useCases.getVerification(intake, verificationId);
    expect(first.outcome).to.equal('SATISFIED');
    expect(await useCases.getVerification(intake, verificationId)).to.equal(first);
    const stranger = session('civil-affairs', 'intake');
    expect(await rejectionOf(useCases.getVerification(stranger, verificationId))).to.include({ code: 'NOT_FOUND' });
    const auditor = session('data-bureau', 'auditor');
    expect(await useCases.getVerification(auditor, verificationId)).to.deep.equal(first);
  });

  it('is made anew as long as a source may still conclude', async () => {
    let silent = true;
    const ledger = alteredLedger(district.ledger, {
      before: ({ name }) => {
        if (silent && name === 'ConcludeAccess') throw new LedgerUnavailable('nobody answers');
      },
    });
    const useCases = await district.useCasesOver(ledger);
    const request = verification();
    const { verificationId } = await useCases.verify(intake, request);
    expect((await useCases.getVerification(intake, verificationId)).outcome).to.equal('INCOMPLETE');
    silent = false;
    const { scenario, subjects } = request;
    await useCases.concludeVerification(intake, verificationId, { scenario, subjects });
    expect((await useCases.getVerification(intake, verificationId)).outcome).to.equal('SATISFIED');
  });

  it('that was kept first gives way when there are many', () => {
    const views = new FinishedViews();
    const ids = Array.from({ length: 2001 }, (_, index) => String(index));
    for (const verificationId of ids) views.keep(undefined, { verificationId } as VerificationView);
    expect(views.get(undefined, '0')).to.equal(undefined);
    expect(views.get(undefined, '2000')).to.include({ verificationId: '2000' });
    expect(views.get('human-resources', '2000')).to.equal(undefined);
  });
});
