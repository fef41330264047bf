// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { RecordSubmission, SubmittedRecord } from '../../../../gateway/usecases/records/record-submission.js';
import { creditCode } from '../support/identifiers.js';
import { openDistrict, session, type District } from '../support/district.js';
import { rejectionOf } from '../support/rejection-of.js';
import { households, marriage, person } from '../support/submissions.js';

const attester = session('data-bureau', 'attester');
const civilAffairs = session('civil-affairs', 'attester');

describe('attesting records', function () {
  this.timeout(60_000);
  let district: District;

  before(async () => {
    district = await openDistrict();
  });

  after(async () => {
    await district.close();
  });

  function altered(change: Partial<SubmittedRecord>, ...sequences: number[]): RecordSubmission {
    const submission = households(...sequences);
    return { ...submission, records: submission.records.map((record) => ({ ...record, ...change })) };
  }

  it('creates, then changes nothing, then supersedes', async () => {
    const { useCases } = district;
    const created = await useCases.attestRecords(attester, households(1, 2), {});
    expect(created.results.map(({ index, status }) => [index, status])).to.deep.equal([
      [0, 'CREATED'],
      [1, 'CREATED'],
    ]);
    expect(created.ledger?.blockNumber).to.be.greaterThan(0);
    const again = await useCases.attestRecords(attester, households(1, 2), {});
    expect(again.results.map(({ status }) => status)).to.deep.equal(['UNCHANGED', 'UNCHANGED']);
    expect(again.results.map(({ recordId }) => recordId)).to.deep.equal(
      created.results.map(({ recordId }) => recordId),
    );
    const moved = altered({ claims: { name: 'Name 1', address: 'New Road' } }, 1);
    const superseded = await useCases.attestRecords(attester, moved, {});
    expect(superseded.results[0]).to.include({ status: 'SUPERSEDED' });
    const old = await useCases.getRecord(attester, created.results[0]?.recordId ?? '');
    expect(old).to.include({ status: 'SUPERSEDED', successor: superseded.results[0]?.recordId });
  });

  it('orders nothing where nothing is to be stated, of one record and of many', async () => {
    const { useCases, ledger } = district;
    await useCases.attestRecords(attester, households(61, 62), {});
    const height = await ledger.height();
    for (const submission of [households(61), households(61, 62)]) {
      const again = await useCases.attestRecords(attester, submission, {});
      expect(again.results.map(({ status }) => status)).to.deep.equal(submission.records.map(() => 'UNCHANGED'));
      expect(again.ledger).to.equal(null);
    }
    expect(await ledger.height()).to.equal(height);
    const mixed = await useCases.attestRecords(attester, households(61, 63), {});
    expect(mixed.ledger?.blockNumber).to.equal(Number(height));
  });

  it('lets the good ones stand beside bad ones, each refused with its code and its place in the request', async () => {
    const [good] = households(10).records as [SubmittedRecord];
    const bad: { change: Partial<SubmittedRecord>; code: string; pointer: string }[] = [
      {
        change: { subject: { kind: 'NATURAL_PERSON', identifier: '440604199001010011' } },
        code: 'IDENTIFIER_INVALID',
        pointer: '/subject/identifier',
      },
      {
        change: { subject: { kind: 'NATURAL_PERSON', identifier: creditCode(1) } },
        code: 'IDENTIFIER_KIND_WRONG',
        pointer: '/subject/identifier',
      },
      {
        change: { subject: { kind: 'LEGAL_PERSON', identifier: creditCode(1) } },
        code: 'IDENTIFIER_KIND_WRONG',
        pointer: '/subject/kind',
      },
      { change: { validFrom: '2026-02-30' }, code: 'VALIDITY_INVALID', pointer: '/validFrom' },
      { change: { validUntil: '2019-12-31' }, code: 'VALIDITY_INVALID', pointer: '/validUntil' },
      { change: { validUntil: 'soon' }, code: 'VALIDITY_INVALID', pointer: '/validUntil' },
      { change: { claims: { name: 'Name' } }, code: 'CLAIMS_INVALID', pointer: '/claims/address' },
      { change: { claims: { name: 'Name', address: 7 } }, code: 'CLAIMS_INVALID', pointer: '/claims/address' },
      { change: { claims: { name: 'Name', address: 'a', income: 1 } }, code: 'CLAIMS_INVALID', pointer: '/claims' },
      { change: { claims: { name: null, address: 0.5 } }, code: 'CLAIMS_INVALID', pointer: '/claims/name' },
      {
        change: { claims: { name: 'Name', address: '路'.repeat(6000) } },
        code: 'CLAIMS_TOO_LARGE',
        pointer: '/claims',
      },
      { change: { claims: { name: 'Na\u0000me', address: 'a' } }, code: 'CLAIMS_INVALID', pointer: '' },
    ];
    const records = [...bad.map(({ change }) => ({ ...good, ...change })), good];
    const answer = await district.useCases.attestRecords(
      attester,
      { recordType: 'data-bureau.household', records },
      {},
    );
    expect(answer.results.map(({ index }) => index)).to.deep.equal(records.map((_, index) => index));
    expect(answer.results.at(-1)).to.include({ status: 'CREATED' });
    for (const [index, { code, pointer }] of bad.entries()) {
      expect(answer.results[index], `${index} ${code}`).to.include({
        status: 'REFUSED',
        code,
        pointer: `/records/${index}${pointer}`,
      });
    }
  });

  it('writes nothing when no record is good', async () => {
    const height = await district.ledger.height();
    const answer = await district.useCases.attestRecords(attester, altered({ validFrom: 'x' }, 20, 21), {});
    expect(answer.ledger).to.equal(null);
    expect(await district.ledger.height()).to.equal(height);
  });

  it('only says what would become of them in a dry run', async () => {
    const { useCases } = district;
    await useCases.attestRecords(attester, households(30, 31), {});
    const height = await district.ledger.height();
    const [unchanged] = households(30).records as [SubmittedRecord];
    const [changed] = altered({ claims: { name: 'Name 31', address: 'Elsewhere' } }, 31).records as [SubmittedRecord];
    const [fresh] = households(32).records as [SubmittedRecord];
    const submission = { recordType: 'data-bureau.household', records: [unchanged, changed, fresh] };
    const answer = await useCases.attestRecords(attester, submission, { dryRun: true });
    expect(answer.results.map(({ status }) => status)).to.deep.equal(['UNCHANGED', 'SUPERSEDED', 'CREATED']);
    expect(answer.ledger).to.equal(null);
    expect(await district.ledger.height()).to.equal(height);
  });

  it('puts pseudonyms in the place of other persons, and names the claim whose person is wrong', async () => {
    const { useCases } = district;
    const answer = await useCases.attestRecords(civilAffairs, marriage(40, 41), { dryRun: false });
    expect(answer.results[0]).to.include({ status: 'CREATED' });
    expect((await useCases.attestRecords(civilAffairs, marriage(40, 41), {})).results[0]).to.include({
      status: 'UNCHANGED',
    });
    const [record] = marriage(42, 43).records as [SubmittedRecord];
    const wrong = [{ kind: 'NATURAL_PERSON', identifier: '1' }, 'somebody', person(1).identifier].map((spouse) => ({
      ...record,
      claims: { ...record.claims, spouse },
    }));
    const refused = await useCases.attestRecords(
      civilAffairs,
      { recordType: 'civil-affairs.marriage', records: wrong },
      {},
    );
    expect(refused.results.map(({ code, pointer }) => [code, pointer])).to.deep.equal([
      ['IDENTIFIER_INVALID', '/records/0/claims/spouse'],
      ['CLAIMS_INVALID', '/records/1/claims/spouse'],
      ['CLAIMS_INVALID', '/records/2/claims/spouse'],
    ]);
  });

  it('does not fail when two submissions about the same persons arrive together', async () => {
    const sequences = Array.from({ length: 30 }, (_, index) => 100 + index);
    const [first, second] = await Promise.all([
      district.useCases.attestRecords(attester, households(...sequences), {}),
      district.useCases.attestRecords(attester, households(...sequences), {}),
    ]);
    const statuses = [...first.results, ...second.results].map(({ status }) => status).sort();
    expect(statuses).to.deep.equal([...sequences.map(() => 'CREATED'), ...sequences.map(() => 'UNCHANGED')]);
  });

  for (const { name, who, change, code } of [
    {
      name: 'a record type that is not there',
      who: attester,
      change: { recordType: 'data-bureau.nothing' },
      code: 'RECORD_TYPE_UNKNOWN',
    },
    { name: 'a version that is not there', who: attester, change: { version: 9 }, code: 'VERSION_UNKNOWN' },
    { name: 'a record type of another department', who: civilAffairs, change: {}, code: 'DEPARTMENT_NOT_ENTITLED' },
    { name: 'another role', who: session('data-bureau', 'officer'), change: {}, code: 'ROLE_NOT_ENTITLED' },
  ]) {
    it(`refuses ${name} as ${code} and writes nothing`, async () => {
      const height = await district.ledger.height();
      const submission = { ...households(50), ...change };
      expect(await rejectionOf(district.useCases.attestRecords(who, submission, {}))).to.include({ code });
      expect(await district.ledger.height()).to.equal(height);
    });
  }

  it('echoes the name of the import', async () => {
    const importId = '6f2c4f3e-98a4-4a57-8d0b-3c1b7a5d2e10';
    const answer = await district.useCases.attestRecords(attester, { ...households(1), importId }, {});
    expect(answer.importId).to.equal(importId);
  });
});
