// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { RecordSubmission } from '../../../../gateway/usecases/records/record-submission.js';
import { openDistrict, session, type District } from '../support/district.js';
import { rejectionOf } from '../support/rejection-of.js';
import { households } from '../support/submissions.js';

const attester = session('data-bureau', 'attester');
const REVERT = { legalAct: 'Decision 2026-17', day: '2026-03-01' };

describe('imports', function () {
  this.timeout(60_000);
  let district: District;

  before(async () => {
    district = await openDistrict();
  });

  after(async () => {
    await district.close();
  });

  async function imported(importId: string, submission: RecordSubmission): Promise<string[]> {
    const { results } = await district.useCases.attestRecords(attester, { ...submission, importId }, {});
    return results.map(({ recordId }) => recordId ?? '');
  }
  const statusOf = async (recordId: string) => (await district.useCases.getRecord(attester, recordId)).status;
  const listed = async (importId: string) => {
    const { imports } = await district.useCases.listImports(attester, {});
    return imports.find((one) => one.importId === importId);
  };
  const moved = (submission: RecordSubmission): RecordSubmission => ({
    ...submission,
    records: submission.records.map((one) => ({ ...one, claims: { ...one.claims, address: 'Elsewhere 9' } })),
  });

  it('are listed with what they put on the ledger; rows that change nothing do not count', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    await imported(first, households(101, 102));
    await imported(second, { ...households(101, 103), records: [...households(101, 103).records] });
    await imported(second, moved(households(102)));
    expect(await listed(first)).to.include({ created: 2, superseding: 0, reverted: 0, department: 'data-bureau' });
    expect(await listed(second)).to.include({ created: 2, superseding: 1, reverted: 0 });
    const { lastAt, firstAt } = (await listed(second)) ?? {};
    expect(String(lastAt) > String(firstAt)).to.equal(true);
  });

  it('are listed newest first, page by page, and only to their own department', async () => {
    const ids: string[] = [randomUUID(), randomUUID(), randomUUID()];
    for (const [index, id] of ids.entries()) await imported(id, households(110 + index));
    const { useCases } = district;
    const page = await useCases.listImports(attester, { limit: 2 });
    expect(page.imports.map(({ importId }) => importId)).to.deep.equal([ids[2], ids[1]]);
    const rest = await useCases.listImports(attester, { limit: 2, cursor: page.next ?? '' });
    expect(rest.imports[0]?.importId).to.equal(ids[0]);
    const others = await useCases.listImports(session('civil-affairs', 'attester'), {});
    expect(others.imports.filter(({ importId }) => ids.includes(importId))).to.deep.equal([]);
  });

  it('are reverted by a legal act: what still stands is annulled, and the right rows can follow', async () => {
    const [right, wrong, mended] = [randomUUID(), randomUUID(), randomUUID()];
    const [before = ''] = await imported(right, households(121));
    const [replaced = '', added = ''] = await imported(wrong, moved(households(121, 122)));
    const answer = await district.useCases.revertImport(attester, wrong, REVERT);
    expect(answer).to.include({ importId: wrong, annulled: 2, refused: 0, next: null });
    expect([await statusOf(before), await statusOf(replaced), await statusOf(added)]).to.deep.equal([
      'SUPERSEDED',
      'ANNULLED',
      'ANNULLED',
    ]);
    expect(await listed(wrong)).to.include({ created: 2, reverted: 2 });
    expect(await listed(right)).to.include({ created: 1, reverted: 0 });
    const again = await district.useCases.attestRecords(attester, { ...households(121), importId: mended }, {});
    expect(again.results[0]?.status).to.equal('CREATED');
    expect(await statusOf(again.results[0]?.recordId ?? '')).to.equal('VALID');
  });

  it('leave a trace of the act that cannot be guessed from', async () => {
    const id = randomUUID();
    const [recordId = ''] = await imported(id, households(131));
    await district.useCases.revertImport(attester, id, REVERT);
    const { events } = await district.useCases.getRecordHistory(attester, recordId);
    expect(events[1]).to.include({ status: 'ANNULLED', reason: 'IMPORT_REVERTED', day: REVERT.day });
    expect(JSON.stringify(events)).not.to.contain('2026-17');
  });

  it('reverted twice change nothing and write nothing', async () => {
    const id = randomUUID();
    await imported(id, households(141));
    await district.useCases.revertImport(attester, id, REVERT);
    const height = await district.ledger.height();
    const again = await district.useCases.revertImport(attester, id, REVERT);
    expect(again).to.deep.include({ annulled: 0, refused: 0, next: null, ledger: null });
    expect(await district.ledger.height()).to.equal(height);
  });

  it('of another department are as if they were not there', async () => {
    const id = randomUUID();
    const [recordId = ''] = await imported(id, households(151));
    const other = session('civil-affairs', 'attester');
    expect(await rejectionOf(district.useCases.revertImport(other, id, REVERT))).to.include({ code: 'NOT_FOUND' });
    const absent = district.useCases.revertImport(other, randomUUID(), REVERT);
    expect(await rejectionOf(absent)).to.include({ code: 'NOT_FOUND' });
    expect(await statusOf(recordId)).to.equal('VALID');
  });

  it('name nobody: an import is a UUID on the ledger and nothing else', async () => {
    const id = randomUUID();
    await imported(id, households(161));
    for await (const block of district.ledger.blocks({ from: (await district.ledger.height()) - 1n })) {
      const [transaction] = block.transactions;
      expect(transaction?.call?.request).to.include({ importId: id, department: 'data-bureau' });
      break;
    }
  });
});
