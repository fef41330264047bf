// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { LedgerConflict, OutcomeUnknown } from '../../../../gateway/ledger/ledger-errors.js';
import type { AttestationRequest } from '../../../../chaincode/transactions/attestation.js';
import type { RecordSubmission, SubmittedRecord } from '../../../../gateway/usecases/records/record-submission.js';
import type { UseCases } from '../../../../gateway/usecases/use-cases.js';
import { alteredLedger, type Call } from '../support/altered-ledger.js';
import { openDistrict, session, type District } from '../support/district.js';
import { rejectionOf } from '../support/rejection-of.js';
import { households, marriage } from '../support/submissions.js';

const attester = session('data-bureau', 'attester');
const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

describe('records that come one by one', function () {
  this.timeout(60_000);
  let district: District;

  before(async () => {
    district = await openDistrict();
  });

  after(async () => {
    await district.close();
  });

  /** Use cases over a ledger that tells what it is given, and does as `before` says. */
  async function watched(before: (call: Call) => void = () => undefined): Promise<{
    useCases: UseCases;
    sizes: number[];
  }> {
    const sizes: number[] = [];
    const ledger = alteredLedger(district.ledger, {
      before: (call) => {
        sizes.push((call.request as AttestationRequest).records.length);
        before(call);
      },
    });
    return { useCases: await district.useCasesOver(ledger), sizes };
  }

  it('share transactions, and each request hears of its own record', async () => {
    const { useCases, sizes } = await watched();
    const numbers = range(1, 40);
    const answers = await Promise.all(numbers.map((n) => useCases.attestRecords(attester, households(n), {})));
    expect(sizes.length).to.be.lessThan(10);
    expect(answers.flatMap(({ results }) => results.map(({ index, status }) => `${index} ${status}`))).to.deep.equal(
      numbers.map(() => '0 CREATED'),
    );
    const ids = answers.map(({ results }) => results[0]?.recordId ?? '');
    expect(new Set(ids).size).to.equal(40);
    for (const [index, { ledger }] of answers.entries()) {
      const record = await useCases.getRecord(attester, ids[index] ?? '');
      expect(record.ledger).to.deep.equal(ledger);
    }
    const again = await Promise.all(numbers.map((n) => useCases.attestRecords(attester, households(n), {})));
    expect(again.map(({ results }) => results[0]?.recordId)).to.deep.equal(ids);
  });

  it('see those before them in the same transaction', async () => {
    const { useCases, sizes } = await watched();
    const second = households(60);
    const moved = second.records.map((record) => ({ ...record, claims: { name: 'Name 60', address: 'New Road' } }));
    const [created, unchanged, superseded] = await Promise.all(
      [households(60), second, { ...second, records: moved }].map((body) => useCases.attestRecords(attester, body, {})),
    );
    expect(sizes).to.deep.equal([3]);
    expect(created?.results[0]).to.include({ status: 'CREATED' });
    expect(unchanged?.results[0]).to.include({ status: 'UNCHANGED', recordId: created?.results[0]?.recordId });
    expect(superseded?.results[0]).to.include({ status: 'SUPERSEDED' });
  });

  it('are refused by themselves, at their place in their own request', async () => {
    const submission = households(72);
    const [record] = submission.records as [SubmittedRecord];
    const bad: RecordSubmission = { ...submission, records: [{ ...record, claims: { name: 'Name 72' } }] };
    const { useCases, sizes } = await watched();
    const [first, second, third] = await Promise.all(
      [households(70), bad, households(71)].map((body) => useCases.attestRecords(attester, body, {})),
    );
    expect(sizes).to.deep.equal([3]);
    expect([first, third].map((answer) => answer?.results[0]?.status)).to.deep.equal(['CREATED', 'CREATED']);
    expect(second?.results).to.have.length(1);
    expect(second?.results[0]).to.include({
      index: 0,
      status: 'REFUSED',
      code: 'CLAIMS_INVALID',
      pointer: '/records/0/claims/address',
    });
  });

  it('stand apart by record type, and apart from large submissions', async () => {
    const { useCases, sizes } = await watched();
    await Promise.all([
      useCases.attestRecords(attester, households(...range(80, 30)), {}),
      useCases.attestRecords(attester, households(120), {}),
      useCases.attestRecords(session('civil-affairs', 'attester'), marriage(120, 121), {}),
    ]);
    expect(sizes.sort((a, b) => a - b)).to.deep.equal([1, 1, 30]);
  });

  it('do not fail for the sake of one that collides', async () => {
    let left = 1;
    const { useCases, sizes } = await watched(() => {
      if (left-- > 0) throw new LedgerConflict('tx', 'MVCC_READ_CONFLICT');
    });
    const answers = await Promise.all(range(130, 8).map((n) => useCases.attestRecords(attester, households(n), {})));
    expect(answers.map(({ results }) => results[0]?.status)).to.deep.equal(answers.map(() => 'CREATED'));
    expect(sizes).to.deep.equal([8, 4, 4]);
  });

  it('are told once where the refusal is about all of them', async () => {
    const officer = session('data-bureau', 'officer');
    const { useCases, sizes } = await watched();
    const refusals = await Promise.all(
      range(140, 8).map((n) => rejectionOf(useCases.attestRecords(officer, households(n), {}))),
    );
    expect(refusals.map((one) => (one as { code?: string }).code)).to.deep.equal(
      refusals.map(() => 'ROLE_NOT_ENTITLED'),
    );
    expect(sizes).to.deep.equal([8]);
  });

  it('all hear that the outcome is unknown, and nothing is sent twice', async () => {
    const { useCases, sizes } = await watched(() => {
      throw new OutcomeUnknown('tx-1');
    });
    const unknown = await Promise.all(
      range(150, 3).map((n) => rejectionOf(useCases.attestRecords(attester, households(n), {}))),
    );
    expect(unknown.map((one) => (one as OutcomeUnknown).transactionId)).to.deep.equal(['tx-1', 'tx-1', 'tx-1']);
    expect(sizes).to.deep.equal([3]);
  });
});
