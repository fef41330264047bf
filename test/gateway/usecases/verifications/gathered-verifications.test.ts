// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { openDistrict, session, type District } from '../support/district.js';
import { households, person, verification } from '../support/submissions.js';

const intake = session('human-resources', 'intake');
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('verifications that arrive together', function () {
  this.timeout(60_000);
  let district: District;

  before(async () => {
    district = await openDistrict();
    await district.useCases.attestRecords(session('data-bureau', 'attester'), households(...numbers(50)), {});
  });

  after(async () => {
    await district.close();
  });

  async function transactions(): Promise<{ name: string | null; validationCode: string }[]> {
    return district.database
      .selectFrom('transactions')
      .select(['name', 'validationCode'])
      .where('name', 'in', ['OpenAccess', 'ConcludeAccess'])
      .execute();
  }

  it('are committed in far fewer transactions, each with its own answer', async () => {
    const answers = await Promise.all(
      numbers(50).map((sequence) =>
        district.useCases.verify(
          intake,
          verification({ subjects: { applicant: person(sequence) }, disclose: 'fields' }),
        ),
      ),
    );
    expect(answers.map(({ prefill }) => prefill[0]?.value)).to.deep.equal(numbers(50).map((n) => `Name ${n}`));
    expect(new Set(answers.map(({ verificationId }) => verificationId)).size).to.equal(50);
    expect((await transactions()).length).to.be.at.most(10);
  });

  it('about one subject share transactions too: none is lost, none collides, the diary is whole', async () => {
    const { useCases } = district;
    const before = (await transactions()).length;
    const answers = await Promise.all(numbers(12).map(() => useCases.verify(intake, verification())));
    expect(answers.map(({ outcome }) => outcome)).to.deep.equal(numbers(12).map(() => 'SATISFIED'));
    const after = await transactions();
    expect(after.filter(({ validationCode }) => validationCode !== 'VALID')).to.deep.equal([]);
    expect(after.length - before).to.be.at.most(8);
    const auditor = session('data-bureau', 'auditor');
    const question = { subject: person(1), reason: 'ROUTINE_AUDIT', caseNo: 'AUDIT-1' } as const;
    const { pseudonym } = await useCases.openDiary(auditor, question);
    const diary = await useCases.readDiary(auditor, pseudonym, {});
    expect(diary.rows.map(({ n }) => n)).to.deep.equal(numbers(13));
    expect(diary.chain.result).to.equal('INTACT');
  });

  it('by officers of one department share transactions, each in its own name', async () => {
    const before = (await transactions()).length;
    const officers = numbers(20).map((n) => ({ ...intake, officer: `officer-${n}` }));
    const answers = await Promise.all(
      officers.map((officer, index) =>
        district.useCases.verify(officer, verification({ subjects: { applicant: person(index + 1) } })),
      ),
    );
    expect(answers.map(({ outcome }) => outcome)).to.deep.equal(officers.map(() => 'SATISFIED'));
    expect((await transactions()).length - before).to.be.at.most(10);
    const shown = await Promise.all(
      answers.map(({ verificationId }, index) =>
        district.useCases.getVerification(officers[index] ?? intake, verificationId),
      ),
    );
    expect(shown.map(({ officer }) => officer)).to.deep.equal(officers.map(({ officer }) => officer));
  });
});
