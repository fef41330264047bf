// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { Access } from '../../../../chaincode/domain/access/access.js';
import { planAccess } from '../../../../chaincode/domain/access/plan-access.js';
import { checkOpenAccess, expiryOf, recheckAdmission } from '../../../../chaincode/domain/access/recheck-access.js';
import { nodeCrypto } from '../../../../chaincode/fabric/node-crypto.js';
import {
  accessOf,
  accessRequest,
  AT,
  core,
  READING_DUTY,
  READING_PURPOSE,
  reportItem,
  signedCore,
  ticketId,
  ticketKeys,
} from '../../support/access.js';
import { department } from '../../support/catalogue.js';
import { itHolds } from '../../support/expect-refusal.js';

const keys = ticketKeys();
const service = department('data-bureau', { bodies: ['PSEUDONYM_SERVICE'], ticketKeys: [keys.publicKey] });
const signed = (changes: Parameters<typeof core>[0] = {}) =>
  accessRequest({ ticket: signedCore(keys.privateKey, core(changes)) });
const access = (changes: Partial<Access> = {}) => accessOf({ request: signed(), ...changes });
const { verify } = nodeCrypto;

describe('a stamped access', () => {
  const check = (document = access(), changes: object = {}) => {
    const now = { accessId: ticketId('first'), callerMspId: 'HumanResourcesMSP', at: AT, service, verify };
    checkOpenAccess(document, { ...now, ...changes });
    return true;
  };

  itHolds([
    { name: 'the reader at the instant of opening', rule: () => check() },
    { name: 'the reader at the instant it ends', rule: () => check(access(), { at: '2026-03-10T02:30:00.000Z' }) },
    {
      name: 'a millisecond later',
      rule: () => check(access(), { at: '2026-03-10T02:30:00.001Z' }),
      refused: 'ACCESS_EXPIRED',
    },
    {
      name: 'a time before its opening',
      rule: () => check(access(), { at: '2026-03-10T01:59:59.999Z' }),
      refused: 'TIME_WENT_BACK',
    },
    {
      name: 'another caller',
      rule: () => check(access(), { callerMspId: 'CivilAffairsMSP' }),
      refused: 'DEPARTMENT_NOT_ENTITLED',
    },
    { name: 'one that was refused', rule: () => check(access({ outcome: 'REFUSED' })), refused: 'ACCESS_REFUSED' },
    {
      name: 'a document of another access under this id',
      rule: () => check(access({ accessId: ticketId('second') })),
      refused: 'ACCESS_UNKNOWN',
    },
    {
      name: "a document with another access's ticket",
      rule: () => check(access({ request: signed({ ticketId: ticketId('second') }) })),
      refused: 'ACCESS_UNKNOWN',
    },
    {
      name: "a department that put itself in the reader's place",
      rule: () => check(access({ reader: 'civil-affairs' }), { callerMspId: 'CivilAffairsMSP' }),
      refused: 'TICKET_FOREIGN',
    },
    {
      name: 'a department that put itself into the ticket, too',
      rule: () => {
        const request = accessRequest({ ticket: { ...signed().ticket, core: core({ reader: 'civil-affairs' }) } });
        return check(access({ reader: 'civil-affairs', request }), { callerMspId: 'CivilAffairsMSP' });
      },
      refused: 'TICKET_INVALID',
    },
    {
      name: "an opening after the ticket's end",
      rule: () => check(access({ at: '2026-03-10T02:10:00.001Z' }), { at: '2026-03-10T02:11:00.000Z' }),
      refused: 'TICKET_EXPIRED',
    },
  ]);
});

describe('the admission, run again', () => {
  const item = reportItem();
  const catalogue = { item, purpose: READING_PURPOSE, duty: READING_DUTY };
  const plan = planAccess(item, signed());
  const recheck = (changes: Partial<Access> = {}, given: object = {}) =>
    recheckAdmission(access({ plan, expiresAt: expiryOf(item, AT), ...changes }), { ...catalogue, ...given });

  it('answers the item version of the access', () => {
    expect(recheck()).to.equal(item);
    expect(expiryOf(item, AT)).to.equal('2026-03-10T02:30:00.000Z');
  });

  itHolds([
    {
      name: 'a plan with a claim more',
      rule: () => recheck({ plan: plan.map((one) => ({ ...one, released: ['name'] })) }),
      refused: 'ACCESS_UNKNOWN',
    },
    { name: 'a plan with an entry less', rule: () => recheck({ plan: [] }), refused: 'ACCESS_UNKNOWN' },
    {
      name: 'an expiry of its own',
      rule: () => recheck({ expiresAt: '2027-01-01T00:00:00.000Z' }),
      refused: 'ACCESS_UNKNOWN',
    },
    {
      name: 'a duty that no longer covers it',
      rule: () => recheck({}, { duty: { ...READING_DUTY, recordTypes: [] } }),
      refused: 'DUTY_NOT_COVERED',
    },
    {
      name: 'an item version that is not there',
      rule: () => recheck({}, { item: undefined }),
      refused: 'VERSION_UNKNOWN',
    },
  ]);
});
