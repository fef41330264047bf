// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { openDistrict, session, type District } from '../support/district.js';
import { households, marriage, person, verification } from '../support/submissions.js';

const intake = session('human-resources', 'intake');

describe('verifying the materials of a case', function () {
  this.timeout(60_000);
  let district: District;

  before(async () => {
    district = await openDistrict();
    const { useCases } = district;
    await useCases.attestRecords(session('data-bureau', 'attester'), households(1, 2, 3), {});
    await useCases.attestRecords(session('civil-affairs', 'attester'), marriage(1, 2), {});
  });

  after(async () => {
    await district.close();
  });

  it('answers with verdicts and no value by default', async () => {
    const answer = await district.useCases.verify(intake, verification());
    expect(answer).to.include({ outcome: 'SATISFIED' });
    expect(answer.materials[0]).to.include({
      materialCode: 'household-proof',
      verdict: 'VERIFIED',
      waiverMethod: 'DATA_CALL',
      department: 'data-bureau',
      recordType: 'data-bureau.household',
      validUntil: null,
    });
    expect(answer.prefill).to.deep.equal([]);
    expect(JSON.stringify(answer)).not.to.contain('Road 1');
  });

  it('fills in fields from the records, each with its source', async () => {
    const answer = await district.useCases.verify(intake, verification({ disclose: 'fields' }));
    const { recordId = '', attestedAt = '' } = answer.materials[0] ?? {};
    const source = { department: 'data-bureau', recordType: 'data-bureau.household', recordId, attestedAt };
    expect(answer.prefill).to.deep.equal([
      { field: 'name', value: 'Name 1', source },
      { field: 'address', value: 'Road 1', source },
    ]);
    expect(answer.materials[0]?.fields).to.deep.equal({ name: 'Name 1', address: 'Road 1' });
  });

  it('asks for what the answers call for, and proves a relation without an identifier', async () => {
    const subjects = { applicant: person(1), spouse: person(2) };
    const answer = await district.useCases.verify(
      intake,
      verification({ scenario: { married: true }, subjects, disclose: 'fields' }),
    );
    expect(answer.outcome).to.equal('SATISFIED');
    expect(answer.materials.map(({ materialCode, verdict }) => [materialCode, verdict])).to.deep.equal([
      ['household-proof', 'VERIFIED'],
      ['marriage-proof', 'VERIFIED'],
    ]);
    const filled = answer.prefill.map(({ field, value }) => [field, value]);
    expect(filled).to.deep.include(['name', 'Name 1']).and.to.deep.include(['spouseName', 'Name 2']);
  });

  it('fills in nothing about somebody whose relation is not on record, and says so afterwards', async () => {
    const subjects = { applicant: person(1), spouse: person(3) };
    const body = verification({ scenario: { married: true }, subjects, disclose: 'fields' });
    const answer = await district.useCases.verify(intake, body);
    expect(answer.prefill.map(({ field }) => field)).to.deep.equal(['name', 'address']);
    expect(JSON.stringify(answer)).not.to.contain('Name 3');
    expect(answer).not.to.have.property('valuesUnavailable');
    const { sources } = await district.useCases.getVerification(intake, answer.verificationId);
    expect(sources.map(({ released }) => [...released].sort())).to.deep.equal([[], ['address', 'name']]);
  });

  it('says what is missing and what is accepted instead', async () => {
    const subjects = { applicant: person(1), spouse: person(3) };
    const answer = await district.useCases.verify(intake, verification({ scenario: { married: true }, subjects }));
    expect(answer.outcome).to.equal('INCOMPLETE');
    expect(answer.missing).to.deep.equal([
      { materialCode: 'marriage-proof', verdict: 'NOT_SATISFIED', accepts: 'COMMITMENT', department: 'civil-affairs' },
    ]);
  });

  it('finds nothing where there is nothing', async () => {
    const answer = await district.useCases.verify(intake, verification({ subjects: { applicant: person(99) } }));
    expect(answer.missing).to.deep.equal([
      { materialCode: 'household-proof', verdict: 'NOT_FOUND', accepts: 'UPLOAD', department: 'data-bureau' },
    ]);
  });

  it('shows in the read model as soon as it is answered, to its department and the auditor, without values', async () => {
    const { useCases } = district;
    const answer = await useCases.verify(intake, verification({ disclose: 'fields' }));
    for (const reader of [session('human-resources', 'officer'), session('data-bureau', 'auditor')]) {
      const view = await useCases.getVerification(reader, answer.verificationId);
      expect(view).to.include({ outcome: 'SATISFIED', department: 'human-resources', disclose: 'fields' });
      expect(view.ledger).to.deep.equal(answer.ledger);
      expect(view.sources[0]).to.deep.include({ department: 'data-bureau', released: ['name', 'address'].sort() });
      expect(JSON.stringify(view)).not.to.contain('Name 1').and.not.to.contain('FS-2026');
    }
  });
});
