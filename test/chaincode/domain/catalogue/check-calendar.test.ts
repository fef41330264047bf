// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { Calendar } from '../../../../chaincode/domain/catalogue/calendar.js';
import { checkCalendar } from '../../../../chaincode/domain/catalogue/check-calendar.js';
import { checkHall } from '../../../../chaincode/domain/catalogue/check-hall.js';
import type { Opening } from '../../../../chaincode/domain/catalogue/hall.js';
import { isWeekend } from '../../../../chaincode/domain/time.js';
import { calendar, hall } from '../../support/catalogue.js';
import { itHolds } from '../../support/expect-refusal.js';

const check = (changes: Partial<Calendar>) => () => {
  checkCalendar(calendar(changes));
};
const refused = 'CATALOGUE_INVALID' as const;

describe('the calendar of a year', () => {
  itHolds([
    { name: 'holidays and shifted days in order', rule: check({}) },
    { name: 'a year without any', rule: check({ holidays: [], workdays: [] }) },
    { name: 'another code', refused, at: '/document/code', rule: check({ code: 'year-2025' }) },
    {
      name: 'a day that does not exist',
      refused,
      at: '/document/holidays/0',
      rule: check({ holidays: ['2024-02-30'] }),
    },
    { name: 'a day of another year', refused, at: '/document/workdays/0', rule: check({ workdays: ['2023-04-29'] }) },
    {
      name: 'days out of order',
      refused,
      at: '/document/holidays/1',
      rule: check({ holidays: ['2024-10-01', '2024-05-01'] }),
    },
    {
      name: 'a shifted day in the week',
      refused,
      at: '/document/workdays/0',
      rule: check({ workdays: ['2024-04-26'] }),
    },
    {
      name: 'a holiday that is worked',
      refused,
      at: '/document/workdays/0',
      rule: check({ holidays: ['2024-04-28'], workdays: ['2024-04-28'] }),
    },
  ]);

  for (const [day, expected] of [
    ['2024-04-26', false],
    ['2024-04-27', true],
    ['2024-04-28', true],
    ['2024-04-29', false],
    ['1969-12-28', true],
    ['1969-12-29', false],
  ] as const) {
    it(`${day} is ${expected ? 'a' : 'no'} weekend day`, () => expect(isWeekend(day)).to.equal(expected));
  }
});

describe('a service hall', () => {
  const open =
    (...openings: Opening[]) =>
    () => {
      checkHall(hall({ openings }));
    };
  const morning = { days: [1, 2], from: '08:30', to: '12:00' };
  itHolds([
    { name: 'a morning and an afternoon', rule: open(morning, { days: [1, 2], from: '12:00', to: '17:30' }) },
    { name: 'the same hours on another day', rule: open(morning, { ...morning, days: [3] }) },
    {
      name: 'hours that end as they begin',
      refused,
      at: '/document/openings/0/to',
      rule: open({ ...morning, to: '08:30' }),
    },
    {
      name: 'hours that overlap',
      refused,
      at: '/document/openings/1',
      rule: open(morning, { days: [2, 3], from: '11:59', to: '13:00' }),
    },
  ]);
});
