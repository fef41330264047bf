// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { Verdict } from '../../../../chaincode/domain/access/access.js';
import { judgeEvidence } from '../../../../chaincode/domain/access/judge-evidence.js';
import type { RegisterRecord, Status } from '../../../../chaincode/domain/register/register-entry.js';
import { valuesOf } from '../../support/access.js';
import { expectRefusal } from '../../support/expect-refusal.js';
import { entryOf, record, recordId } from '../../support/register.js';

const ON = '2026-03-10';

function judge(
  records: readonly RegisterRecord[],
  {
    erased = [] as string[],
    predicate = 'claim.children > 0',
    choose = undefined as 'LATEST' | undefined,
    on = ON,
  } = {},
) {
  const values = new Map(
    records
      .filter((one) => !erased.map(recordId).includes(one.recordId))
      .map((one) => [one.recordId, valuesOf({ children: one.version - 1 })]),
  );
  const evidence = choose === undefined ? { predicate } : { predicate, choose };
  return judgeEvidence(evidence, { entry: entryOf(...records), values, answers: {}, subjects: {}, on });
}

/** The version says how many children: version 2 satisfies the predicate, version 1 does not. */
const fits = (name: string, changes: Partial<RegisterRecord> = {}) => record(name, { version: 2, ...changes });
const fails = (name: string, changes: Partial<RegisterRecord> = {}) => record(name, { version: 1, ...changes });
const bad = (status: Status, changes: Partial<RegisterRecord> = {}) => fits(status, { status, ...changes });

describe('the verdict on evidence', () => {
  it('is NOT_FOUND without an entry, and with none but superseded records', () => {
    const register = { entry: undefined, values: new Map(), answers: {}, subjects: {}, on: ON };
    expect(judgeEvidence({}, register)).to.deep.equal({ verdict: 'NOT_FOUND' });
    expect(judge([bad('SUPERSEDED')])).to.deep.equal({ verdict: 'NOT_FOUND' });
  });

  it('is VERIFIED for the one valid record that satisfies, and names it', () => {
    const good = fits('a');
    expect(judge([good])).to.deep.equal({ verdict: 'VERIFIED', record: good });
    expect(judge([fails('b'), good, bad('ANNULLED')])).to.deep.equal({ verdict: 'VERIFIED', record: good });
  });

  it('needs no predicate: then each valid record fits', () => {
    const one = fails('a');
    const values = new Map([[one.recordId, valuesOf({})]]);
    const register = { entry: entryOf(one), values, answers: {}, subjects: {}, on: ON };
    expect(judgeEvidence({}, register)).to.deep.equal({ verdict: 'VERIFIED', record: one });
  });

  it('follows a superseded record to its successor in the entry', () => {
    const successor = fits('new');
    expect(judge([bad('SUPERSEDED'), successor])).to.deep.equal({ verdict: 'VERIFIED', record: successor });
    expect(judge([bad('SUPERSEDED'), bad('REVOKED')]).verdict).to.equal('REVOKED');
  });

  it('is NOT_SATISFIED if records are valid and none fits; it names the record only if it is one', () => {
    const one = fails('a');
    expect(judge([one, bad('SUSPENDED')])).to.deep.equal({ verdict: 'NOT_SATISFIED', record: one });
    expect(judge([one, fails('b')])).to.deep.equal({ verdict: 'NOT_SATISFIED' });
  });

  it('is AMBIGUOUS if several fit', () => {
    expect(judge([fits('a'), fits('b', { from: '2025-01-01' })])).to.deep.equal({ verdict: 'AMBIGUOUS' });
  });

  it('takes the one that began last if the item says so, unless two began that day', () => {
    const [old, last] = [fits('a', { from: '2024-01-01' }), fits('b', { from: '2025-01-01' })];
    expect(judge([last, old], { choose: 'LATEST' })).to.deep.equal({ verdict: 'VERIFIED', record: last });
    expect(judge([old, last, fits('c', { from: '2025-01-01' })], { choose: 'LATEST' }).verdict).to.equal('AMBIGUOUS');
    expect(judge([old, fails('d', { from: '2026-01-01' })], { choose: 'LATEST' }).record).to.deep.equal(old);
  });

  for (const status of ['ANNULLED', 'REVOKED', 'CANCELLED', 'LAPSED', 'TRANSFERRED_OUT', 'SUSPENDED'] as const) {
    it(`keeps ${status} apart from every other state`, () => {
      const one = bad(status);
      expect(judge([one])).to.deep.equal({ verdict: status, record: one });
      expect(judge([one], { erased: [status] })).to.deep.equal({ verdict: 'ERASED', record: one });
      expect(judge([bad(status, { until: '2020-01-01' })]).verdict).to.equal(status);
    });
  }

  for (const [name, from, until, verdict] of [
    ['on its first day', ON, null, 'VERIFIED'],
    ['on the day before its first', '2026-03-11', null, 'PENDING'],
    ['on its last day', '2024-01-01', ON, 'VERIFIED'],
    ['on the day after its last', '2024-01-01', '2026-03-09', 'EXPIRED'],
    ['without an end', '2024-01-01', null, 'VERIFIED'],
    ['on its only day', ON, ON, 'VERIFIED'],
  ] as const) {
    it(`${name} is ${verdict}`, () => {
      expect(judge([fits('a', { from, until })]).verdict).to.equal(verdict);
    });
  }

  it('is ERASED where the record is there and its values are gone', () => {
    expect(judge([fits('a')], { erased: ['a'] }).verdict).to.equal('ERASED');
  });

  it('is that of the record nearest to being good, from ERASED to PENDING', () => {
    const order: Verdict[] = [
      'ERASED',
      'ANNULLED',
      'REVOKED',
      'CANCELLED',
      'LAPSED',
      'TRANSFERRED_OUT',
      'SUSPENDED',
      'EXPIRED',
      'PENDING',
    ];
    const records = [
      fits('gone'),
      ...(['ANNULLED', 'REVOKED', 'CANCELLED', 'LAPSED', 'TRANSFERRED_OUT', 'SUSPENDED'] as const).map((status) =>
        bad(status),
      ),
      fits('old', { until: '2025-01-01' }),
      fits('coming', { from: '2027-01-01' }),
    ];
    for (let count = records.length; count > 0; count -= 1) {
      const some = records.slice(0, count);
      expect(judge([...some].reverse(), { erased: ['gone'] })).to.deep.equal({
        verdict: order[count - 1],
        record: some.at(-1),
      });
    }
  });

  it('names no record where two are equally near', () => {
    expect(judge([bad('REVOKED'), fits('b', { status: 'REVOKED' })])).to.deep.equal({ verdict: 'REVOKED' });
  });

  it('refuses a predicate that cannot be worked out', () => {
    expectRefusal(() => judge([fits('a')], { predicate: 'claim.children / 0 == 1' }), 'PREDICATE_NOT_ALLOWED');
  });
});
