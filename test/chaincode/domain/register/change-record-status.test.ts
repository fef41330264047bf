// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { changeRecordStatus } from '../../../../chaincode/domain/register/change-record-status.js';
import { STATUSES, type Status, type StatusChange } from '../../../../chaincode/domain/register/register-entry.js';
import { mayBecome } from '../../../../chaincode/domain/register/status-transitions.js';
import { itHolds } from '../../support/expect-refusal.js';
import { entryOf, record, recordId } from '../../support/register.js';

const AT = '2024-06-01T15:59:59.999Z';
const entry = entryOf(
  record('a'),
  record('b'),
  record('c', { status: 'SUPERSEDED' }),
  record('d', { predecessor: recordId('c') }),
);
const suspend: StatusChange = { status: 'SUSPENDED', reason: 'DECISION', day: '2024-06-01', at: AT };
const change = (changes: Partial<StatusChange>, name = 'a') =>
  changeRecordStatus(entry, recordId(name), { ...suspend, ...changes });

describe('status of a record', () => {
  const final = ['ANNULLED', 'REVOKED', 'CANCELLED', 'LAPSED', 'TRANSFERRED_OUT', 'SUPERSEDED'];
  for (const from of STATUSES) {
    const expected: readonly string[] =
      from === 'VALID' ? ['SUSPENDED', ...final] : from === 'SUSPENDED' ? ['VALID', ...final] : [];
    it(`${from} becomes ${expected.join(', ') || 'nothing else'}`, () => {
      const reached = STATUSES.filter((to: Status) => mayBecome(from, to));
      expect(reached).to.have.members(expected);
    });
  }

  it('is changed with its reason, at the time of the ledger, and nothing else is', () => {
    const after = change({});
    expect(after.at).to.equal(AT);
    expect(after.records[0]).to.deep.equal(record('a', { status: 'SUSPENDED', change: suspend }));
    expect(after.records.slice(1)).to.deep.equal(entry.records.slice(1));
  });

  it('names predecessor and successor on both records when one replaces the other', () => {
    const after = change({ status: 'SUPERSEDED', successor: recordId('b') });
    expect(after.records[0]).to.have.nested.property('change.successor', recordId('b'));
    expect(after.records[1]).to.deep.equal(record('b', { predecessor: recordId('a') }));
  });

  itHolds([
    { name: 'a change at the very instant of the last one', rule: () => change({ at: entry.at, day: '2024-05-01' }) },
    {
      name: 'a change one millisecond before the last one',
      refused: 'TIME_WENT_BACK',
      rule: () => change({ at: '2024-04-30T23:59:59.999Z', day: '2024-04-30' }),
    },
    { name: 'an unknown record', refused: 'RECORD_UNKNOWN', at: '/recordId', rule: () => change({}, 'z') },
    { name: 'a final status', refused: 'STATUS_CHANGE_NOT_ALLOWED', at: '/status', rule: () => change({}, 'c') },
    { name: 'the status it has', refused: 'STATUS_CHANGE_NOT_ALLOWED', rule: () => change({ status: 'VALID' }) },
    {
      name: 'a day that does not exist',
      refused: 'VALIDITY_INVALID',
      at: '/day',
      rule: () => change({ day: '2024-02-30' }),
    },
    {
      name: 'tomorrow in Shanghai',
      refused: 'STATUS_CHANGE_NOT_ALLOWED',
      at: '/day',
      rule: () => change({ day: '2024-06-02' }),
    },
    {
      name: 'a transfer to a record elsewhere',
      rule: () => change({ status: 'TRANSFERRED_OUT', successor: recordId('elsewhere') }),
    },
    {
      name: 'a successor with a wrong check character',
      refused: 'RECORD_UNKNOWN',
      at: '/successor',
      rule: () => change({ status: 'TRANSFERRED_OUT', successor: '0'.repeat(26) }),
    },
    {
      name: 'a replacement by nothing',
      refused: 'REQUEST_MALFORMED',
      at: '/successor',
      rule: () => change({ status: 'SUPERSEDED' }),
    },
    {
      name: 'a replacement by itself',
      refused: 'RECORD_UNKNOWN',
      rule: () => change({ status: 'SUPERSEDED', successor: recordId('a') }),
    },
    {
      name: 'a replacement by a record that is itself replaced',
      refused: 'STATUS_CHANGE_NOT_ALLOWED',
      at: '/successor',
      rule: () => change({ status: 'SUPERSEDED', successor: recordId('c') }),
    },
    {
      name: 'a replacement by a record that follows another',
      refused: 'STATUS_CHANGE_NOT_ALLOWED',
      rule: () => change({ status: 'SUPERSEDED', successor: recordId('d') }),
    },
  ]);
});
