// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { openDistrict, session, type District } from '../support/district.js';
import { households } from '../support/submissions.js';

describe('the state of a transaction', function () {
  this.timeout(60_000);
  let district: District;
  let transactionId: string;

  before(async () => {
    district = await openDistrict();
    const attester = session('data-bureau', 'attester');
    transactionId = (await district.useCases.attestRecords(attester, households(1), {})).ledger?.transactionId ?? '';
  });

  after(async () => {
    await district.close();
  });

  it('is told to the department that signed it', async () => {
    const view = await district.useCases.getTransaction(session('data-bureau', 'intake'), transactionId);
    expect(view).to.include({ transactionId, state: 'COMMITTED', validationCode: 'VALID' });
    expect(view.blockNumber).to.be.greaterThan(0);
  });

  it('is told to the operator', async () => {
    const view = await district.useCases.getTransaction(session('data-bureau', 'operator'), transactionId);
    expect(view.state).to.equal('COMMITTED');
  });

  it('is UNKNOWN to others, as that of one that is not there', async () => {
    for (const role of ['attester', 'operator'] as const) {
      const view = await district.useCases.getTransaction(session('civil-affairs', role), transactionId);
      expect(view).to.deep.equal({ transactionId, state: 'UNKNOWN' });
    }
    const absent = '0'.repeat(64);
    const view = await district.useCases.getTransaction(session('data-bureau', 'operator'), absent);
    expect(view).to.deep.equal({ transactionId: absent, state: 'UNKNOWN' });
  });
});
