// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { openDistrict, session, type District } from '../support/district.js';
import { creditCode } from '../support/identifiers.js';
import { rejectionOf } from '../support/rejection-of.js';
import { households, marriage, person, verification } from '../support/submissions.js';

const intake = session('human-resources', 'intake');
const auditor = session('data-bureau', 'auditor');
const BY_HOLDER = { kind: 'HOLDER', authorisationId: 'A'.repeat(43) } as const;
const question = { subject: person(1), reason: 'COMPLAINT', caseNo: 'AUDIT-2026-1' } as const;

describe('the access diary of a subject', function () {
  this.timeout(60_000);
  let district: District;
  const ids: string[] = [];

  before(async () => {
    district = await openDistrict();
    const { useCases } = district;
    await useCases.attestRecords(session('data-bureau', 'attester'), households(1, 2), {});
    await useCases.attestRecords(session('civil-affairs', 'attester'), marriage(1, 2), {});
    const couple = { applicant: person(1), spouse: person(2) };
    ids.push((await useCases.verify(intake, verification())).verificationId);
    ids.push(
      (await useCases.verify(intake, verification({ scenario: { married: true }, subjects: couple }))).verificationId,
    );
    const refused = await rejectionOf(useCases.verify(intake, verification({ legalBasis: BY_HOLDER })));
    ids.push((refused as { verificationId: string }).verificationId);
  });

  after(async () => {
    await district.close();
  });

  it('shows every access in order, refused ones too, with the verdicts of each source and an intact chain', async () => {
    const { useCases } = district;
    const { pseudonym, queryId, ledger } = await useCases.openDiary(auditor, question);
    expect(queryId).to.equal(ledger.transactionId);
    const diary = await useCases.readDiary(auditor, pseudonym, {});
    expect(diary.rows.map(({ n, verificationId }) => [n, verificationId])).to.deep.equal(
      ids.map((id, i) => [i + 1, id]),
    );
    expect(diary.rows[1]).to.deep.include({
      reader: 'human-resources',
      officer: intake.officer,
      role: 'applicant',
      itemCode: 'human-resources.graduate-report',
      purposeCode: 'graduate-services',
      outcome: 'OPENED',
      sources: [
        { department: 'civil-affairs', verdicts: { VERIFIED: 1 } },
        { department: 'data-bureau', verdicts: { VERIFIED: 1 } },
      ],
    });
    expect(diary.rows[2]).to.deep.include({ outcome: 'REFUSED', refusal: 'AUTHORISATIONS_NOT_AVAILABLE', sources: [] });
    expect(diary.chain).to.deep.equal({ result: 'INTACT', head: { n: 3, h: diary.rows[2]?.h } });
    expect(diary.next).to.equal(null);
    const text = JSON.stringify(diary);
    expect(text).not.to.contain(person(1).identifier).and.not.to.contain('FS-2026').and.not.to.contain('Road');
  });

  it('grows for every subject of a case', async () => {
    const { useCases } = district;
    const { pseudonym } = await useCases.openDiary(auditor, { ...question, subject: person(2) });
    const diary = await useCases.readDiary(auditor, pseudonym, {});
    expect(diary.rows.map(({ n, role, verificationId }) => [n, role, verificationId])).to.deep.equal([
      [1, 'spouse', ids[1]],
    ]);
  });

  it('of someone whom nobody asked about is empty and intact', async () => {
    const { useCases } = district;
    const { pseudonym } = await useCases.openDiary(auditor, { ...question, subject: person(77) });
    const diary = await useCases.readDiary(auditor, pseudonym, {});
    expect(diary).to.deep.include({ rows: [], chain: { result: 'INTACT', head: null } });
  });

  it('comes in pages', async () => {
    const { useCases } = district;
    const { pseudonym } = await useCases.openDiary(auditor, question);
    const first = await useCases.readDiary(auditor, pseudonym, { limit: 2 });
    const second = await useCases.readDiary(auditor, pseudonym, { limit: 2, cursor: first.next ?? '' });
    expect([...first.rows, ...second.rows].map(({ n }) => n)).to.deep.equal([1, 2, 3]);
    expect(second.chain.result).to.equal('INTACT');
  });

  it('opens only with a question on record, of the own department and of the last hour', async () => {
    const { useCases, pseudonyms } = district;
    const asker = { department: 'data-bureau', role: 'auditor', purpose: 'INQUIRE' } as const;
    const unasked = await pseudonyms.diaryPseudonym(asker, person(3));
    const code = 'INQUIRY_REQUIRED';
    expect(await rejectionOf(useCases.readDiary(auditor, unasked, {}))).to.include({ code });
    expect(await rejectionOf(useCases.readDiary(auditor, 'A'.repeat(43), {}))).to.include({ code });
    const { pseudonym } = await useCases.openDiary(auditor, question);
    const stranger = session('civil-affairs', 'auditor');
    expect(await rejectionOf(useCases.readDiary(stranger, pseudonym, {}))).to.include({ code });
    expect(await rejectionOf(useCases.readDiary(session('data-bureau', 'officer'), pseudonym, {}))).to.include({
      code,
    });
    const later = await district.useCasesOver(district.ledger, () => new Date(Date.now() + 61 * 60_000));
    expect(await rejectionOf(later.readDiary(auditor, pseudonym, {}))).to.include({ code });
  });

  for (const { name, who, change, code } of [
    {
      name: 'an auditor of a department that is none',
      who: session('civil-affairs', 'auditor'),
      change: {},
      code: 'DEPARTMENT_NOT_ENTITLED',
    },
    { name: 'an officer', who: session('data-bureau', 'officer'), change: {}, code: 'DEPARTMENT_NOT_ENTITLED' },
    { name: 'a bad case number', who: auditor, change: { caseNo: '1' }, code: 'CASE_NO_INVALID' },
    {
      name: 'a company for a person',
      who: auditor,
      change: { subject: { kind: 'NATURAL_PERSON' as const, identifier: creditCode(1) } },
      code: 'IDENTIFIER_KIND_WRONG',
    },
  ]) {
    it(`is refused to ${name}, and nothing is written`, async () => {
      const height = await district.ledger.height();
      expect(await rejectionOf(district.useCases.openDiary(who, { ...question, ...change }))).to.include({ code });
      expect(await district.ledger.height()).to.equal(height);
    });
  }

  for (const { name, tamper, brokenAt } of [
    {
      name: 'a row taken out',
      brokenAt: 2,
      tamper: (id: string) => district.database.deleteFrom('accessSubjects').where('accessId', '=', id).execute(),
    },
    {
      name: 'a row altered',
      brokenAt: 3,
      tamper: async (id: string) => {
        const query = district.database.selectFrom('accesses').select('document').where('accessId', '=', id);
        const { document } = await query.executeTakeFirstOrThrow();
        const altered = document.replace('"officer":"officer-0001"', '"officer":"officer-0002"');
        await district.database.updateTable('accesses').set({ document: altered }).where('accessId', '=', id).execute();
      },
    },
  ]) {
    it(`shows ${name}`, async () => {
      const fresh = await openDistrict();
      const kept = district;
      district = fresh;
      try {
        const made: string[] = [];
        for (let n = 0; n < 3; n += 1) made.push((await fresh.useCases.verify(intake, verification())).verificationId);
        const { pseudonym } = await fresh.useCases.openDiary(auditor, question);
        expect((await fresh.useCases.readDiary(auditor, pseudonym, {})).chain.result).to.equal('INTACT');
        await tamper(made[1] ?? '');
        const { chain } = await fresh.useCases.readDiary(auditor, pseudonym, {});
        expect(chain).to.include({ result: 'BROKEN', brokenAt });
      } finally {
        district = kept;
        await fresh.close();
      }
    });
  }
});
