// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import fc from 'fast-check';
import type { Access, DiaryHead, LaterRows } from '../../../../chaincode/domain/access/access.js';
import { firstHead, nextHead } from '../../../../chaincode/domain/access/diary.js';
import { grownHeads, placesInDiaries, standsInDiaries } from '../../../../chaincode/domain/access/grow-diary.js';
import { canonicalJson } from '../../../../chaincode/domain/canonical-json.js';
import { accessOf, accessRequest, AT, core, ticketId } from '../../support/access.js';
import { checkDiary } from '../../support/check-diary.js';
import { expectRefusal } from '../../support/expect-refusal.js';
import { digest } from '../../support/register.js';

const LI = digest('diary of Li');
const WANG = digest('diary of Wang');
const subject = (role: string, diary: string) => ({ role, kind: 'NATURAL_PERSON' as const, diary });

/** Opens accesses one after the other as OpenAccess does. */
function diaries(...subjectsOf: (readonly ReturnType<typeof subject>[])[]) {
  const heads = new Map<string, DiaryHead>();
  const rows = subjectsOf.map((subjects, index) => {
    const name = ticketId(`row ${index}`);
    const ticket = { core: core({ ticketId: name, subjects: [...subjects] }), signature: 'A'.repeat(86) };
    const diary = placesInDiaries(ticket.core, heads, AT);
    const row = accessOf({ accessId: name, request: accessRequest({ ticket }), diary });
    for (const [pseudonym, head] of grownHeads(row, digest)) heads.set(pseudonym, head);
    return row;
  });
  return { heads, rows };
}

const three = () =>
  diaries([subject('applicant', LI)], [subject('applicant', WANG), subject('spouse', LI)], [subject('applicant', LI)]);
const ofLi = (rows: readonly Access[]) => rows.filter(({ diary }) => diary.some((one) => one.diary === LI));

describe('an access diary', () => {
  it('begins with 43 times A and chains SHA-256 of the head before and of the row', () => {
    expect(firstHead).to.equal('A'.repeat(43));
    const row = accessOf();
    expect(nextHead(firstHead, row, digest)).to.equal(digest(`${firstHead}\n${digest(canonicalJson(row))}`));
  });

  it('numbers the rows of each subject from 1, each with the head before it', () => {
    const { rows, heads } = three();
    expect(ofLi(rows).flatMap(({ diary }) => diary.filter((one) => one.diary === LI).map(({ n }) => n))).to.deep.equal([
      1, 2, 3,
    ]);
    expect(heads.get(LI)).to.include({ v: 1, n: 3, at: AT });
    expect(heads.get(WANG)).to.include({ n: 1 });
  });

  it('takes one place for a subject that has two roles', () => {
    const [row] = diaries([subject('applicant', LI), subject('spouse', LI)]).rows;
    expect(row?.diary).to.deep.equal([{ role: 'applicant', diary: LI, n: 1, previous: firstHead }]);
  });

  it('takes a row of the same instant, and refuses an earlier one', () => {
    const head: DiaryHead = { v: 1, n: 4, h: digest('head'), at: AT };
    expect(placesInDiaries(core(), new Map([[LI, head]]), AT)[0]).to.include({ n: 5, previous: head.h });
    expectRefusal(() => placesInDiaries(core(), new Map([[LI, head]]), '2026-03-10T01:59:59.999Z'), 'TIME_WENT_BACK');
  });
});

describe('the check of a diary', () => {
  const check = (rows: readonly Access[], head = three().heads.get(LI)) => checkDiary(LI, rows, head, digest);
  const rows = ofLi(three().rows);

  it('finds it intact when all rows are there, in whatever order', () => {
    expect(check(rows)).to.deep.equal({ intact: true });
    expect(check([...rows].reverse())).to.deep.equal({ intact: true });
    expect(checkDiary(LI, [], undefined, digest)).to.deep.equal({ intact: true });
  });

  it('finds the number of a row that was left out', () => {
    for (const [index, at] of [1, 2, 3].entries()) {
      const kept = rows.filter((_, position) => position !== index);
      expect(check(kept)).to.deep.equal({ intact: false, fault: 'ROW_MISSING', at });
    }
  });

  it('finds rows that were renumbered to hide one', () => {
    const hidden = rows.slice(1).map((row, index) => ({
      ...row,
      diary: row.diary.map((one) => ({ ...one, n: index + 1, previous: index === 0 ? firstHead : one.previous })),
    }));
    expect(check(hidden)).to.deep.include({ intact: false });
  });

  it('finds a row that was changed, by the one after it or by the head', () => {
    const changed = (index: number) =>
      rows.map((row, position) => (position === index ? { ...row, officer: 'somebody' } : row));
    expect(check(changed(0))).to.deep.equal({ intact: false, fault: 'ROW_ALTERED', at: 2 });
    expect(check(changed(2))).to.deep.equal({ intact: false, fault: 'HEAD_DIFFERS', at: 3 });
  });

  it('finds rows that the head does not know: added, doubled or of another diary', () => {
    const added = accessOf({
      accessId: ticketId('added'),
      diary: [{ role: 'applicant', diary: LI, n: 4, previous: firstHead }],
    });
    const foreign = accessOf({ diary: [{ role: 'applicant', diary: WANG, n: 1, previous: firstHead }] });
    for (const more of [added, ...rows.slice(2), foreign]) {
      expect(check([...rows, more])).to.deep.equal({ intact: false, fault: 'HEAD_DIFFERS', at: 3 });
    }
    expect(checkDiary(LI, rows, undefined, digest)).to.deep.equal({ intact: false, fault: 'HEAD_DIFFERS', at: 0 });
  });

  it('finds any omission, whichever diary it is and however long', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(), (length, at) => {
        const { rows: all, heads } = diaries(...Array.from({ length }, () => [subject('applicant', LI)]));
        const kept = all.filter((_, index) => index !== at % length);
        return checkDiary(LI, all, heads.get(LI), digest).intact && !checkDiary(LI, kept, heads.get(LI), digest).intact;
      }),
      { numRuns: 50 },
    );
  });
});

describe('an access that claims to stand in diaries', () => {
  const { rows, heads } = three();
  const [first, second, last] = rows;
  const ofThese = (...later: readonly (Access | undefined)[]) => [
    { diary: LI, rows: later.map((row) => digest(canonicalJson(row))) },
  ];
  const stands = (access: Access | undefined, of = heads, later: readonly LaterRows[] = []) =>
    access !== undefined && standsInDiaries(access, of, later, digest);

  it('does so as the last row, and as an earlier one with the rows that lead from it to the head', () => {
    expect(stands(last)).to.equal(true);
    expect(stands(second, heads, ofThese(last))).to.equal(true);
    expect(stands(first, heads, ofThese(second, last))).to.equal(true);
  });

  it('does not where rows are missing, wrong, in another order, too many or of another diary', () => {
    const others = [
      [],
      ofThese(last),
      ofThese(second),
      ofThese(last, second),
      ofThese(second, last, last),
      ofThese(first, second, last),
      [{ diary: WANG, rows: ofThese(second, last)[0]?.rows ?? [] }],
    ];
    for (const later of others) expect(stands(first, heads, later), JSON.stringify(later)).to.equal(false);
    expect(stands(last, heads, ofThese(last))).to.equal(false);
  });

  it('does not by naming the place of another', () => {
    const squatting = { ...accessOf({ accessId: ticketId('squatting') }), diary: first?.diary ?? [] };
    for (const later of [[], ofThese(second, last), ofThese(first, second, last)]) {
      expect(stands(squatting, heads, later)).to.equal(false);
    }
  });

  it('does not where it was never entered, lies beyond the head, or is not the row that the head closes', () => {
    expect(stands(first, new Map())).to.equal(false);
    expect(stands(last === undefined ? undefined : { ...last, diary: [] })).to.equal(false);
    expect(stands(last === undefined ? undefined : { ...last, officer: 'somebody' })).to.equal(false);
    const beyond = last?.diary.map((one) => ({ ...one, n: 4 }));
    expect(stands(last === undefined || beyond === undefined ? undefined : { ...last, diary: beyond })).to.equal(false);
  });
});
