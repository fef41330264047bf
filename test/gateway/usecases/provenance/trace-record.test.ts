// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { openDistrict, session, type District } from '../support/district.js';
import { rejectionOf } from '../support/rejection-of.js';
import { households, person, verification } from '../support/submissions.js';

const intake = session('human-resources', 'intake');
const attester = session('data-bureau', 'attester');
const auditor = session('data-bureau', 'auditor');
const why = { reason: 'ROUTINE_AUDIT', caseNo: 'AUDIT-2026-2' } as const;

describe('tracing a record', function () {
  this.timeout(60_000);
  let district: District;
  let [first, second] = ['', ''];
  const ids: string[] = [];

  before(async () => {
    district = await openDistrict();
    const { useCases } = district;
    first = (await useCases.attestRecords(attester, households(1), {})).results[0]?.recordId ?? '';
    ids.push((await useCases.verify(intake, verification())).verificationId);
    const moved = households(1).records.map((one) => ({ ...one, claims: { name: 'Name 1', address: 'New Road' } }));
    const answer = await useCases.attestRecords(attester, { recordType: 'data-bureau.household', records: moved }, {});
    second = answer.results[0]?.recordId ?? '';
    ids.push((await useCases.verify(intake, verification())).verificationId);
  });

  after(async () => {
    await district.close();
  });

  it('tells where it came from, its line of succession and what relied on it', async () => {
    const { useCases } = district;
    const trace = await useCases.traceRecord(auditor, { recordId: first, ...why });
    expect(trace).to.include({ recordId: first, department: 'data-bureau', status: 'SUPERSEDED' });
    expect(trace.history.map(({ status }) => status)).to.deep.equal(['VALID', 'SUPERSEDED']);
    expect(trace.ledger).to.deep.equal(trace.history[0]?.ledger);
    expect(trace.chain.map(({ recordId, status }) => [recordId, status])).to.deep.equal([
      [first, 'SUPERSEDED'],
      [second, 'VALID'],
    ]);
    expect(trace.reliedOnBy).to.have.length(1);
    expect(trace.reliedOnBy[0]).to.include({
      verificationId: ids[0],
      reader: 'human-resources',
      materialCode: 'household-proof',
      verdict: 'VERIFIED',
    });
    const successor = await useCases.traceRecord(auditor, { recordId: second, ...why });
    expect(successor.reliedOnBy.map(({ verificationId }) => verificationId)).to.deep.equal([ids[1]]);
    expect(JSON.stringify([trace, successor])).not.to.contain('Road');
  });

  it('is on record itself before it is answered', async () => {
    const height = await district.ledger.height();
    const { inquiry, queryId } = await district.useCases.traceRecord(auditor, { recordId: first, ...why });
    expect(inquiry.transactionId).to.equal(queryId);
    expect(BigInt(inquiry.blockNumber)).to.equal(height);
  });

  it('is not told again, under a question that was recorded, to a department that is no auditor', async () => {
    const { useCases } = district;
    const { again } = useCases;
    const { queryId } = await useCases.traceRecord(auditor, { recordId: first, ...why });
    const question = { subject: person(1), ...why };
    const asked = await useCases.openDiary(auditor, question);
    expect(await again.recallTrace(auditor, queryId, { recordId: first, ...why })).to.include({ queryId });
    expect(await again.recallDiaryQuery(auditor, asked.queryId)).to.deep.equal(asked);
    const former = session('civil-affairs', 'auditor');
    const code = 'DEPARTMENT_NOT_ENTITLED';
    for (const repeated of [
      again.recallTrace(former, queryId, { recordId: first, ...why }),
      again.recallDiaryQuery(former, asked.queryId),
    ]) {
      expect(await rejectionOf(repeated)).to.include({ code });
    }
  });

  for (const { name, who, id, query, code } of [
    { name: 'the attesting department', who: attester, id: () => first, query: why, code: 'DEPARTMENT_NOT_ENTITLED' },
    {
      name: 'an auditor of another department',
      who: session('civil-affairs', 'auditor'),
      id: () => first,
      query: why,
      code: 'DEPARTMENT_NOT_ENTITLED',
    },
    {
      name: 'an auditor who asks for nothing that is there',
      who: auditor,
      id: () => '0'.repeat(26),
      query: why,
      code: 'NOT_FOUND',
    },
    {
      name: 'an auditor without a case',
      who: auditor,
      id: () => first,
      query: { ...why, caseNo: '?' },
      code: 'CASE_NO_INVALID',
    },
  ]) {
    it(`is refused to ${name}, and nothing is written`, async () => {
      const height = await district.ledger.height();
      expect(await rejectionOf(district.useCases.traceRecord(who, { recordId: id(), ...query }))).to.include({ code });
      expect(await district.ledger.height()).to.equal(height);
    });
  }
});
