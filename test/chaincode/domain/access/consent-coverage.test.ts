// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { whyNotKnown, whyNotShared } from '../../../../chaincode/domain/access/consent-coverage.js';
import type { Consent } from '../../../../chaincode/domain/catalogue/consent.js';
import { AT, MARRIAGE } from '../../support/access.js';
import { claim, recordType } from '../../support/catalogue.js';
import { digest } from '../../support/register.js';

const use = {
  reader: 'human-resources',
  itemCode: 'human-resources.graduate-report',
  itemVersion: 2,
  purposeCode: 'talent-service',
  on: '2026-03-10',
};
const consent = (changes: Partial<Consent> = {}): Consent => ({
  v: 1,
  department: 'civil-affairs',
  itemCode: use.itemCode,
  itemVersion: 2,
  itemDigest: digest('item'),
  recordTypes: [{ recordType: 'civil-affairs.marriage', claims: ['name'] }],
  purposes: ['talent-service'],
  until: null,
  state: 'GIVEN',
  at: AT,
  ...changes,
});

describe('the sharing of a claim', () => {
  for (const [name, claim, given, expected] of [
    ['UNCONDITIONAL needs no consent', 'married', undefined, undefined],
    [
      'NOT_SHARED is never lent',
      'secret',
      consent({ recordTypes: [{ recordType: MARRIAGE.code, claims: ['secret'] }] }),
      'CLAIM_NOT_SHARED',
    ],
    ['CONDITIONAL needs one', 'name', undefined, 'CONSENT_MISSING'],
    ['CONDITIONAL with one', 'name', consent(), undefined],
    ['a claim that the type does not know any more needs one', 'maiden', undefined, 'CONSENT_MISSING'],
    ['a withdrawn one is none', 'name', consent({ state: 'WITHDRAWN' }), 'CONSENT_MISSING'],
    ['one to another item is none', 'name', consent({ itemCode: 'human-resources.other' }), 'CONSENT_MISSING'],
    ['one to another version is none', 'name', consent({ itemVersion: 1 }), 'CONSENT_MISSING'],
    ['one for another purpose is none', 'name', consent({ purposes: ['statistics'] }), 'CONSENT_MISSING'],
    ['one to another claim is none', 'partner', consent(), 'CONSENT_MISSING'],
    [
      'one to another record type is none',
      'name',
      consent({ recordTypes: [{ recordType: 'civil-affairs.divorce', claims: ['name'] }] }),
      'CONSENT_MISSING',
    ],
    ['one holds on its last day', 'name', consent({ until: '2026-03-10' }), undefined],
    ['one does not hold on the day after', 'name', consent({ until: '2026-03-09' }), 'CONSENT_MISSING'],
  ] as const) {
    it(name, () => {
      expect(whyNotShared(MARRIAGE, claim, given, use)).to.equal(expected);
    });
  }

  it("is a department's own matter in its own items", () => {
    const own = { ...use, itemCode: 'civil-affairs.marriage-report' };
    expect(whyNotShared(MARRIAGE, 'secret', undefined, { ...own, reader: 'civil-affairs' })).to.equal(undefined);
    expect(whyNotShared(MARRIAGE, 'name', undefined, own)).to.equal('CONSENT_MISSING');
    expect(whyNotShared(MARRIAGE, 'secret', undefined, own)).to.equal('CLAIM_NOT_SHARED');
  });
});

describe('whether a record is there', () => {
  const closed = recordType({ claims: [claim('name')] });
  const named = consent({ recordTypes: [{ recordType: closed.code, claims: [] }] });
  for (const [name, type, given, expected] of [
    ['is said where a claim of it is UNCONDITIONAL', MARRIAGE, undefined, undefined],
    ['is said with a consent that names the type', closed, named, undefined],
    ['is not said without', closed, undefined, 'CONSENT_MISSING'],
    ['is not said with a withdrawn one', closed, { ...named, state: 'WITHDRAWN' as const }, 'CONSENT_MISSING'],
  ] as const) {
    it(name, () => {
      expect(whyNotKnown(type, given, use)).to.equal(expected);
    });
  }
});
