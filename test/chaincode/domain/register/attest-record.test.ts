// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { attestRecord, type Attested } from '../../../../chaincode/domain/register/attest-record.js';
import { STATUSES, type RegisterEntry } from '../../../../chaincode/domain/register/register-entry.js';
import { expectRefusal } from '../../support/expect-refusal.js';
import { candidate, digest, entryOf, record, recordId } from '../../support/register.js';

const TYPE = 'civil-affairs.marriage';
const AT = '2024-06-01T16:00:00.000Z';
const changed = (name: string) => candidate(`${name}2`, { source: digest(`source of ${name}`) });
const attest = (entry: RegisterEntry | undefined, next = candidate('a'), at = AT) =>
  attestRecord(entry, TYPE, next, at);
const many = (count: number, status: 'VALID' | 'SUPERSEDED' = 'VALID') =>
  Array.from({ length: count }, (_, index) => record(`old${index}`, { status }));

describe('attesting a record', () => {
  it('opens the entry with the first one', () => {
    expect(attest(undefined)).to.deep.equal({
      status: 'CREATED',
      recordId: recordId('a'),
      entry: { v: 1, recordType: TYPE, at: AT, records: [{ ...candidate('a'), status: 'VALID', attestedAt: AT }] },
    });
  });

  it('adds a record of another source number', () => {
    const { entry } = stored(attest(entryOf(record('b'))));
    expect(entry.records.map(({ recordId: id }) => id)).to.deep.equal([recordId('b'), recordId('a')]);
  });

  it('changes nothing for the same content, whatever the status', () => {
    for (const status of STATUSES.filter((one) => one !== 'SUPERSEDED')) {
      const same = attest(entryOf(record('a', { status })), candidate('a', { recordId: recordId('new') }));
      expect(same, status).to.deep.equal({ status: 'UNCHANGED', recordId: recordId('a') });
    }
  });

  it('replaces a record whose content changed, and links both', () => {
    const { status, entry } = stored(attest(entryOf(record('a')), changed('a')));
    expect(status).to.equal('SUPERSEDED');
    expect(entry.records).to.deep.equal([
      record('a', {
        status: 'SUPERSEDED',
        change: {
          status: 'SUPERSEDED',
          reason: 'REPLACED_BY_SOURCE',
          day: '2024-06-02',
          at: AT,
          successor: recordId('a2'),
        },
      }),
      { ...changed('a'), status: 'VALID', attestedAt: AT, predecessor: recordId('a') },
    ]);
  });

  it('takes a content that was there before for a new change', () => {
    const once = stored(attest(entryOf(record('a')), changed('a')));
    const back = stored(attest(once.entry, candidate('a', { recordId: recordId('a3') })));
    expect(back.status).to.equal('SUPERSEDED');
    expect(back.entry.records.map(({ status }) => status)).to.deep.equal(['SUPERSEDED', 'SUPERSEDED', 'VALID']);
  });

  it('keeps the suspension of the record that it replaces', () => {
    const change = {
      status: 'SUSPENDED',
      reason: 'DECISION',
      day: '2024-03-01',
      at: '2024-03-01T00:00:00.000Z',
    } as const;
    const { entry } = stored(attest(entryOf(record('a', { status: 'SUSPENDED', change })), changed('a')));
    expect(entry.records[1]).to.include({ status: 'SUSPENDED', predecessor: recordId('a') });
    expect(entry.records[1]).to.have.deep.property('change', change);
  });

  it('makes the successor valid where no decision stands behind the suspension', () => {
    const { entry } = stored(attest(entryOf(record('a', { status: 'SUSPENDED' })), changed('a')));
    expect(entry.records[1]).to.include({ status: 'VALID' });
  });

  for (const status of ['ANNULLED', 'REVOKED', 'CANCELLED', 'LAPSED', 'TRANSFERRED_OUT'] as const) {
    it(`does not bring back a record that is ${status}`, () => {
      expectRefusal(() => attest(entryOf(record('a', { status })), changed('a')), 'STATUS_CHANGE_NOT_ALLOWED');
    });
  }

  it('takes a row whose import was reverted for one that was never imported, with the same content and another', () => {
    const change = { status: 'ANNULLED', reason: 'IMPORT_REVERTED', day: '2024-05-01', at: AT } as const;
    const reverted = entryOf(record('a', { status: 'ANNULLED', change: { ...change, legalAct: digest('act') } }));
    for (const next of [candidate('a', { recordId: recordId('again') }), changed('a')]) {
      const { status, entry } = stored(attest(reverted, next));
      expect(status).to.equal('CREATED');
      expect(entry.records.map((one) => one.status)).to.deep.equal(['ANNULLED', 'VALID']);
      expect(entry.records[1]).to.not.have.property('predecessor');
    }
  });

  it('holds sixteen records and refuses a seventeenth', () => {
    expect(stored(attest(entryOf(...many(15)))).entry.records).to.have.length(16);
    expectRefusal(() => attest(entryOf(...many(16))), 'REGISTER_FULL');
  });

  it('forgets the oldest superseded record first', () => {
    const full = entryOf(record('first'), ...many(2, 'SUPERSEDED'), ...many(13));
    const { entry } = stored(attest(full));
    expect(entry.records).to.have.length(16);
    expect(entry.records[1]?.recordId).to.equal(recordId('old1'));
  });

  it('can still replace a record of a full register', () => {
    const { entry } = stored(attest(entryOf(...many(15), record('a')), changed('a')));
    expect(entry.records.map(({ status }) => status)).to.deep.equal(Array(16).fill('VALID'));
  });

  it('is refused one millisecond before the last change, not at the same instant', () => {
    expect(attest(entryOf(record('b')), candidate('a'), '2024-05-01T00:00:00.000Z').status).to.equal('CREATED');
    expectRefusal(() => attest(entryOf(record('b')), candidate('a'), '2024-04-30T23:59:59.999Z'), 'TIME_WENT_BACK');
  });
});

function stored(attested: Attested): Exclude<Attested, { status: 'UNCHANGED' }> {
  if (attested.status === 'UNCHANGED') throw new Error('nothing changed');
  return attested;
}
