// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { answersText, ticketCoreText, ticketPartText } from '../../../../chaincode/domain/access/ticket-text.js';
import { verifyTicketCore, verifyTicketPart } from '../../../../chaincode/domain/access/verify-ticket.js';
import { nodeCrypto } from '../../../../chaincode/fabric/node-crypto.js';
import {
  AT,
  core,
  part,
  signedCore,
  signedPart,
  signText,
  ticketId,
  ticketKeys,
  TICKET_ENDS,
} from '../../support/access.js';
import { department } from '../../support/catalogue.js';
import { itHolds } from '../../support/expect-refusal.js';
import { digest } from '../../support/register.js';

const keys = ticketKeys();
const newer = ticketKeys();
const stranger = ticketKeys();
const service = department('data-bureau', {
  bodies: ['PSEUDONYM_SERVICE'],
  ticketKeys: [keys.publicKey, newer.publicKey],
});
const { verify } = nodeCrypto;

describe('the core of a ticket', () => {
  const good = signedCore(keys.privateKey, core());
  const check = (signed = good, changes: object = {}) => {
    verifyTicketCore(signed, { reader: 'human-resources', at: AT, service, verify, ...changes });
    return true;
  };

  itHolds([
    { name: 'a ticket of the service', rule: () => check() },
    { name: "a ticket under the service's other key", rule: () => check(signedCore(newer.privateKey, core())) },
    { name: 'a ticket at the instant it ends', rule: () => check(good, { at: TICKET_ENDS }) },
    {
      name: 'a ticket a millisecond later',
      rule: () => check(good, { at: '2026-03-10T02:10:00.001Z' }),
      refused: 'TICKET_EXPIRED',
    },
    {
      name: 'a ticket in the hands of another reader',
      rule: () => check(good, { reader: 'civil-affairs' }),
      refused: 'TICKET_FOREIGN',
    },
    {
      name: 'a ticket signed by a stranger',
      rule: () => check(signedCore(stranger.privateKey, core())),
      refused: 'TICKET_INVALID',
    },
    {
      name: 'a signature over another item',
      rule: () => check({ ...good, core: core({ itemCode: 'human-resources.other' }) }),
      refused: 'TICKET_INVALID',
    },
    {
      name: 'a signature over another case',
      rule: () => check({ ...good, core: core({ caseRef: digest('case 2') }) }),
      refused: 'TICKET_INVALID',
    },
    {
      name: 'a signature over other subjects',
      rule: () =>
        check({
          ...good,
          core: core({ subjects: [{ role: 'applicant', kind: 'NATURAL_PERSON', diary: digest('Wang') }] }),
        }),
      refused: 'TICKET_INVALID',
    },
    {
      name: 'a signature over the document without the first line',
      rule: () =>
        check({
          core: core(),
          signature: signText(keys.privateKey, ticketCoreText(core()).slice('onedoor-ticket-core\n'.length)),
        }),
      refused: 'TICKET_INVALID',
    },
    {
      name: 'a department that is not the service',
      rule: () => check(good, { service: department('data-bureau', { ticketKeys: [keys.publicKey] }) }),
      refused: 'TICKET_INVALID',
    },
    {
      name: "another department's keys",
      rule: () => check(good, { service: { ...service, code: 'civil-affairs' } }),
      refused: 'TICKET_INVALID',
    },
    {
      name: 'a service that is not on the ledger',
      rule: () => check(good, { service: undefined }),
      refused: 'TICKET_INVALID',
    },
    {
      name: 'an end that does not exist',
      rule: () => check(signedCore(keys.privateKey, core({ expiresAt: '2026-02-30T00:00:00.000Z' }))),
      refused: 'TICKET_INVALID',
    },
  ]);
});

describe('the part of a ticket', () => {
  const good = signedPart(keys.privateKey, part());
  const check = (signed = good, changes: object = {}) => {
    verifyTicketPart(signed, { department: 'civil-affairs', core: core(), service, verify, ...changes });
    return true;
  };
  const resigned = (changes: object) => signedPart(keys.privateKey, part(changes));

  itHolds([
    { name: 'the part for this source', rule: () => check() },
    {
      name: 'a part signed by a stranger',
      rule: () => check(signedPart(stranger.privateKey, part())),
      refused: 'TICKET_INVALID',
    },
    {
      name: "a core's signature",
      rule: () => check({ part: part(), signature: signedCore(keys.privateKey, core()).signature }),
      refused: 'TICKET_INVALID',
    },
    {
      name: "another ticket's part",
      rule: () => check(resigned({ ticketId: ticketId('second') })),
      refused: 'TICKET_FOREIGN',
    },
    {
      name: "another source's part",
      rule: () => check(good, { department: 'human-resources' }),
      refused: 'TICKET_FOREIGN',
    },
    { name: 'a part with another end', rule: () => check(resigned({ expiresAt: AT })), refused: 'TICKET_FOREIGN' },
    {
      name: 'a part about a role that the core does not have',
      rule: () => check(resigned({ subjects: [{ role: 'child', register: digest('child') }] })),
      refused: 'TICKET_FOREIGN',
    },
  ]);
});

describe('the texts of a ticket', () => {
  it('differ by their first line, so that no signature serves for the other', () => {
    expect(ticketCoreText(core())).to.match(/^onedoor-ticket-core\n\{"caseRef":/u);
    expect(ticketPartText(part())).to.match(/^onedoor-ticket-part\n\{"department":/u);
  });

  it('commit to answers together with their salt, whatever their order', () => {
    const salt = 'A'.repeat(22);
    const text = answersText(salt, { married: true, months: 3 });
    expect(text).to.equal(`{"salt":"${salt}","scenario":{"married":true,"months":3}}`);
    expect(answersText(salt, { months: 3, married: true })).to.equal(text);
  });
});
