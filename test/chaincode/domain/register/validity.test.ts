// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { validityOf } from '../../../../chaincode/domain/register/validity.js';
import { itHolds } from '../../support/expect-refusal.js';

describe('validity of a record', () => {
  for (const [name, days, defaultDays, until] of [
    ['the end that the source names', { from: '2024-01-01', until: '2024-06-30' }, 365, '2024-06-30'],
    ['no end if the source says so', { from: '2024-01-01', until: null }, 365, null],
    ['no end if the type has no default', { from: '2024-01-01' }, null, null],
    ['the default, the first day included', { from: '2023-01-01', until: undefined }, 365, '2023-12-31'],
    ['one day of default on that day', { from: '2024-02-29' }, 1, '2024-02-29'],
    ['no end when the default would leave the calendar', { from: '9999-12-31' }, 2, null],
    ['the last day of the calendar', { from: '9999-12-31' }, 1, '9999-12-31'],
  ] as const) {
    it(`has ${name}`, () => expect(validityOf(days, defaultDays, '')).to.deep.equal({ from: days.from, until }));
  }

  itHolds([
    {
      name: 'an end on the first day',
      rule: () => validityOf({ from: '2024-01-01', until: '2024-01-01' }, null, '/r'),
    },
    {
      name: 'an end before the beginning',
      refused: 'VALIDITY_INVALID',
      at: '/r/until',
      rule: () => validityOf({ from: '2024-01-02', until: '2024-01-01' }, null, '/r'),
    },
    {
      name: 'a first day that does not exist',
      refused: 'VALIDITY_INVALID',
      at: '/r/from',
      rule: () => validityOf({ from: '2023-02-29' }, null, '/r'),
    },
    {
      name: 'a last day that does not exist',
      refused: 'VALIDITY_INVALID',
      at: '/r/until',
      rule: () => validityOf({ from: '2023-01-01', until: '2023-02-29' }, null, '/r'),
    },
  ]);
});
