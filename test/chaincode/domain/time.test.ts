// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import fc from 'fast-check';
import {
  addDays,
  addMinutes,
  compareInstants,
  dayOf,
  instantFromSeconds,
  isDay,
  isInstant,
  yearsBetween,
} from '../../../chaincode/domain/time.js';

describe('ledger time', function () {
  this.timeout(20_000);

  for (const [text, exists] of [
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['1900-02-29', false],
    ['2000-02-29', true],
    ['2024-04-31', false],
    ['2024-12-31', true],
    ['2024-00-10', false],
    ['2024-13-10', false],
    ['2024-01-00', false],
    ['0000-01-01', false],
    ['0001-01-01', true],
    ['2024-1-1', false],
    ['2024-01-01 ', false],
  ] as const) {
    it(`${exists ? 'knows' : 'does not know'} the day "${text}"`, () => expect(isDay(text)).to.equal(exists));
  }

  for (const [text, exists] of [
    ['2024-02-29T23:59:59.999Z', true],
    ['2024-02-30T00:00:00.000Z', false],
    ['2024-02-29T24:00:00.000Z', false],
    ['2024-02-29T23:60:00.000Z', false],
    ['2024-02-29T23:59:60.000Z', false],
    ['2024-02-29T23:59:59Z', false],
  ] as const) {
    it(`${exists ? 'knows' : 'does not know'} the instant "${text}"`, () => expect(isInstant(text)).to.equal(exists));
  }

  it('begins the day in Shanghai at 16:00 UTC', () => {
    expect(dayOf('2024-02-28T15:59:59.999Z')).to.equal('2024-02-28');
    expect(dayOf('2024-02-28T16:00:00.000Z')).to.equal('2024-02-29');
    expect(dayOf('1969-12-31T15:59:59.999Z')).to.equal('1969-12-31');
  });

  it('agrees with the civil calendar on every instant of its years', () => {
    const seconds = fc.integer({ min: -62_135_596_800, max: 253_402_300_799 });
    fc.assert(
      fc.property(seconds, fc.integer({ min: 0, max: 999 }), (second, milli) => {
        expect(instantFromSeconds(second, milli * 1_000_000 + 999)).to.equal(isoOf(second * 1000 + milli));
      }),
      { numRuns: 2000 },
    );
  });

  it('adds days and minutes as the civil calendar does', () => {
    const milliseconds = fc.integer({ min: 0, max: 4_000_000_000 }).map((second) => second * 1000);
    fc.assert(
      fc.property(milliseconds, fc.integer({ min: -40_000, max: 40_000 }), (from, amount) => {
        const start = isoOf(from);
        const later = isoOf(from + amount * 86_400_000);
        expect(addDays(start.slice(0, 10), amount)).to.equal(later.slice(0, 10));
        expect(addMinutes(start, amount)).to.equal(isoOf(from + amount * 60_000));
        expect(Math.sign(compareInstants(later, start))).to.equal(Math.sign(amount));
      }),
    );
  });

  it('refuses what has no four-digit year, and what is no time at all', () => {
    expect(() => addDays('9999-12-31', 1)).to.throw(RangeError);
    expect(() => addDays('0001-01-01', -1)).to.throw(RangeError);
    expect(() => addDays('2023-02-29', 1)).to.throw(RangeError);
    expect(() => addMinutes('today', 1)).to.throw(RangeError);
    expect(() => instantFromSeconds(Number.NaN, 0)).to.throw(RangeError);
  });

  for (const [from, on, years] of [
    ['2000-05-10', '2018-05-09', 17],
    ['2000-05-10', '2018-05-10', 18],
    ['2000-05-10', '2018-04-30', 17],
    ['2000-05-10', '2018-06-01', 18],
    ['2000-02-29', '2001-02-28', 0],
    ['2000-02-29', '2001-03-01', 1],
    ['2018-01-01', '2017-12-31', -1],
  ] as const) {
    it(`counts ${years} years from ${from} to ${on}`, () => expect(yearsBetween(from, on)).to.equal(years));
  }
});

function isoOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/^\+00/u, '');
}
