// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { dueDays, earliestDueDay, elapsedOn, runsOf } from '../../../../chaincode/domain/application/clock.js';
import {
  calendarsUsed,
  isWorkingDay,
  workingDayAfter,
  workingDaysBetween,
} from '../../../../chaincode/domain/application/working-days.js';
import { calendar, calendarsOf, historyOf } from '../../support/application.js';
import { expectRefusal } from '../../support/expect-refusal.js';

/** Monday 4 May is a holiday, Saturday 9 May is worked for it. */
const CALENDARS = calendarsOf(calendar(2026, { holidays: ['2026-05-04'], workdays: ['2026-05-09'] }));
const TIMES = { promisedWorkingDays: 5, statutoryWorkingDays: 7 };
/** Noon of a day in Asia/Shanghai. */
const on = (day: string) => ({ at: `2026-${day}T04:00:00.000Z` });
const REVIEWED = [
  ['ACCEPT', on('05-06')],
  ['START_REVIEW', on('05-06')],
] as const;

describe('working days', () => {
  it('are those of the calendar: no weekends, no holidays, shifted days worked', () => {
    const days = ['2026-05-01', '2026-05-02', '2026-05-03', '2026-05-04', '2026-05-05', '2026-05-09', '2026-05-10'];
    expect(days.filter((day) => isWorkingDay(day, CALENDARS))).to.deep.equal([
      '2026-05-01',
      '2026-05-05',
      '2026-05-09',
    ]);
  });

  it('are counted from the day after, to the last one', () => {
    expect(workingDayAfter('2026-05-01', 0, CALENDARS)).to.equal('2026-05-01');
    expect(workingDayAfter('2026-05-01', 1, CALENDARS)).to.equal('2026-05-05');
    expect(workingDayAfter('2026-05-01', 5, CALENDARS)).to.equal('2026-05-09');
    expect(workingDaysBetween('2026-05-01', '2026-05-09', CALENDARS)).to.equal(5);
    expect(workingDaysBetween('2026-05-01', '2026-05-01', CALENDARS)).to.equal(0);
  });

  it('of a year without a calendar are an error, not a guess', () => {
    expectRefusal(() => workingDayAfter('2026-12-28', 5, CALENDARS), 'CALENDAR_MISSING');
    expectRefusal(() => isWorkingDay('2025-12-31', CALENDARS), 'CALENDAR_MISSING');
    const both = calendarsOf(calendar(2026), calendar(2027, { holidays: ['2027-01-01'], version: 3 }));
    expect(workingDayAfter('2026-12-28', 5, both)).to.equal('2027-01-05');
    expect(calendarsUsed('2026-12-28', '2027-01-05', both)).to.deep.equal([
      { code: 'year-2026', version: 1 },
      { code: 'year-2027', version: 3 },
    ]);
  });
});

describe('the clock of a task', () => {
  it('runs from acceptance on, the day after being the first', () => {
    const history = historyOf(REVIEWED);
    expect(runsOf(history)).to.deep.equal([{ from: '2026-05-06' }]);
    expect(dueDays(history, TIMES, CALENDARS)).to.deep.equal({ promised: '2026-05-12', statutory: '2026-05-14' });
    expect(elapsedOn(history, TIMES, '2026-05-12', CALENDARS)).to.deep.equal({
      workingDays: 5,
      overrun: 0,
      statutoryOverrun: 0,
    });
  });

  it('puts what is too much on record, for either time', () => {
    const history = historyOf(REVIEWED);
    expect(elapsedOn(history, TIMES, '2026-05-15', CALENDARS)).to.deep.equal({
      workingDays: 8,
      overrun: 3,
      statutoryOverrun: 1,
    });
    expect(elapsedOn(history, { promisedWorkingDays: 5 }, '2026-05-13', CALENDARS)).to.deep.equal({
      workingDays: 6,
      overrun: 1,
    });
  });

  it('stands still while it is stopped, and goes on with what is left', () => {
    const stopped = [...REVIEWED, ['STOP_CLOCK', on('05-08')]] as const;
    expect(dueDays(historyOf(stopped), TIMES, CALENDARS)).to.equal(undefined);
    expect(elapsedOn(historyOf(stopped), TIMES, '2026-05-29', CALENDARS).workingDays).to.equal(2);
    const resumed = historyOf([...stopped, ['RESUME_CLOCK', on('05-20')]]);
    expect(dueDays(resumed, TIMES, CALENDARS)).to.deep.equal({ promised: '2026-05-25', statutory: '2026-05-27' });
    expect(elapsedOn(resumed, TIMES, '2026-05-22', CALENDARS).workingDays).to.equal(4);
  });

  it('stands still while the applicant owes something, until the answer', () => {
    const notice = { ...on('05-08'), notice: { materials: ['diploma'], fields: [], dueDay: '2026-05-29' } };
    const asked = [...REVIEWED, ['REQUEST_CORRECTION', notice]] as const;
    expect(dueDays(historyOf(asked), TIMES, CALENDARS)).to.equal(undefined);
    const answered = historyOf([...asked, ['CORRECT', on('05-20')]]);
    expect(runsOf(answered)).to.deep.equal([{ from: '2026-05-06', until: '2026-05-08' }, { from: '2026-05-20' }]);
    expect(dueDays(answered, TIMES, CALENDARS)?.promised).to.equal('2026-05-25');
  });

  it('does not run before acceptance, nor after the decision', () => {
    expect(dueDays(historyOf([]), TIMES, CALENDARS)).to.equal(undefined);
    const decided = historyOf([...REVIEWED, ['APPROVE', on('05-07')], ['ISSUE', on('05-29')]]);
    expect(dueDays(decided, TIMES, CALENDARS)).to.equal(undefined);
    expect(elapsedOn(decided, TIMES, '2026-05-29', CALENDARS).workingDays).to.equal(1);
  });

  it('that was used up before it went on was due on the day on which it went on', () => {
    const late = historyOf([...REVIEWED, ['STOP_CLOCK', on('05-22')], ['RESUME_CLOCK', on('05-26')]]);
    expect(dueDays(late, TIMES, CALENDARS)).to.deep.equal({ promised: '2026-05-26', statutory: '2026-05-26' });
  });

  it('gives an applicant the time that the item says, or else the usual', () => {
    expect(earliestDueDay({ ...TIMES, correctionWorkingDays: 5 }, '2026-05-01', CALENDARS)).to.equal('2026-05-09');
    expect(earliestDueDay(TIMES, '2026-05-01', CALENDARS) > '2026-05-09').to.equal(true);
  });
});
