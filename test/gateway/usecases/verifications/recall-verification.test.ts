// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { openDistrict, session, type District } from '../support/district.js';
import { rejectionOf } from '../support/rejection-of.js';
import { households, person, verification } from '../support/submissions.js';

const READER = session('human-resources', 'intake');
const HOUR_MS = 3_600_000;

describe('a verification that was answered before', function () {
  this.timeout(60_000);
  let district: District;
  before(async () => {
    district = await openDistrict();
    await district.useCases.attestRecords(session('data-bureau', 'attester'), households(1), {});
  });
  after(() => district.close());

  it('gives its values again while the access is open, and says afterwards that they are no longer there', async () => {
    const body = verification({ disclose: 'fields' });
    const first = await district.useCases.verify(READER, body);
    expect(first.prefill.map(({ value }) => value)).to.include('Road 1');
    const height = await district.ledger.height();
    const again = await district.useCases.again.recallVerification(READER, first.verificationId, body);
    expect(again).to.deep.equal(first);

    const later = await district.useCasesOver(district.ledger, () => new Date(Date.now() + HOUR_MS));
    const late = await later.again.recallVerification(READER, first.verificationId, body);
    expect(late).to.include({ outcome: 'SATISFIED', valuesNoLongerAvailable: true });
    expect(late.prefill).to.deep.equal([]);
    expect(JSON.stringify(late)).not.to.include('Road 1');
    expect(await district.ledger.height()).to.equal(height);
  });

  it('gives values to nobody but the officer in whose name they were asked; verdicts to a colleague too', async () => {
    const { verificationId } = await district.useCases.verify(READER, verification({ disclose: 'fields' }));
    const verdicts = await district.useCases.verify(READER, verification());
    const { scenario } = verification();
    const concluding = { subjects: { applicant: person(1) }, scenario };
    const colleague = { ...READER, officer: 'officer-0002' };
    const refused = await rejectionOf(district.useCases.concludeVerification(colleague, verificationId, concluding));
    expect(refused).to.include({ code: 'NOT_FOUND' });
    expect(await district.useCases.concludeVerification(colleague, verdicts.verificationId, concluding)).to.include({
      outcome: 'SATISFIED',
    });
    const own = await district.useCases.concludeVerification(READER, verificationId, concluding);
    expect(own.prefill.map(({ value }) => value)).to.include('Road 1');
  });

  it('cannot be concluded any more once the access has ended', async () => {
    const body = verification();
    const { verificationId } = await district.useCases.verify(READER, body);
    const later = await district.useCasesOver(district.ledger, () => new Date(Date.now() + HOUR_MS));
    const concluding = later.concludeVerification(READER, verificationId, {
      subjects: { applicant: person(1) },
      scenario: body.scenario,
    });
    const code = await concluding.then(
      () => 'concluded',
      (error: unknown) => (error as { code?: string }).code,
    );
    expect(code).to.equal('ACCESS_EXPIRED');
  });
});
