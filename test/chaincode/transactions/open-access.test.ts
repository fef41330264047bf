// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { Access, AccessRequest, DiaryHead } from '../../../chaincode/domain/access/access.js';
import type { RefusalCode } from '../../../chaincode/domain/refusals.js';
import { openAccess } from '../../../chaincode/transactions/open-access.js';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import type { DecodedTransaction } from '../../../network/embedded/index.js';
import { ticketId, ticketKeys } from '../support/access.js';
import { AccessDistrict, diaryOf, INTAKE, requestOf } from '../support/access-district.js';
import { checkDiary } from '../support/check-diary.js';
import { expectRefused } from '../support/expect-refused.js';
import { digest } from '../support/register.js';

describe('OpenAccess', () => {
  let world: AccessDistrict;
  before(async function () {
    this.timeout(30_000);
    world = await AccessDistrict.open();
  });
  after(() => world.close());

  const only = async (request: AccessRequest) => {
    const { response, written } = await world.opening([request]);
    return { result: response.results[0], written };
  };
  const publicDocument = ({ writes }: DecodedTransaction, key: string): unknown => {
    const value = writes.find((write) => write.key === key)?.value;
    return value === undefined ? undefined : JSON.parse(Buffer.from(value).toString());
  };

  it('puts on the ledger who reads, why and what, stamped by the reader, before anything is read', async () => {
    const request = requestOf({ name: 'first' });
    const { result, written } = await only(request);
    const key = stateKeys.access(ticketId('first'));
    const access = publicDocument(written, key) as Access;
    expect(result).to.deep.equal({
      index: 0,
      accessId: ticketId('first'),
      outcome: 'OPENED',
      expiresAt: access.expiresAt,
      plan: access.plan,
    });
    expect(access).to.deep.include({ reader: 'human-resources', officer: 'officer-1', outcome: 'OPENED', request });
    expect(access.plan).to.deep.equal([
      { department: 'civil-affairs', recordType: 'civil-affairs.marriage', judged: ['married'], released: [] },
    ]);
    expect(Date.parse(access.expiresAt) - Date.parse(access.at)).to.equal(30 * 60_000);
    expect(written.endorsers.map(({ mspId }) => mspId)).to.have.members(['HumanResourcesMSP', 'DataBureauMSP']);
    const stamp = written.hashedWrites.map(({ collection, keyHash }) => [
      collection,
      Buffer.from(keyHash).toString('base64url'),
    ]);
    expect(stamp).to.deep.equal([['_implicit_org_HumanResourcesMSP', digest(key)]]);
  });

  it('grows the diary of the subject, within a batch too, so that an omission shows', async () => {
    const names = ['d1', 'd2', 'd3'];
    const one = await world.opening([
      requestOf({ name: 'd1', subject: 'Zhang' }),
      requestOf({ name: 'd2', subject: 'Zhang' }),
    ]);
    const two = await world.opening([requestOf({ name: 'd3', subject: 'Zhang' })]);
    const rows = names.map(
      (name, index) => publicDocument((index < 2 ? one : two).written, stateKeys.access(ticketId(name))) as Access,
    );
    const head = publicDocument(two.written, stateKeys.diary(diaryOf('Zhang'))) as DiaryHead;
    expect(rows.map(({ diary }) => diary[0]?.n)).to.deep.equal([1, 2, 3]);
    expect(checkDiary(diaryOf('Zhang'), rows, head, digest)).to.deep.equal({ intact: true });
    expect(checkDiary(diaryOf('Zhang'), rows.slice(1), head, digest)).to.deep.equal({
      intact: false,
      fault: 'ROW_MISSING',
      at: 1,
    });
  });

  const basis = (kind: 'HOLDER' | 'DELEGATED') => ({ legalBasis: { kind, authorisationId: digest('a') } });
  const subjectsOf = (role: string) => [{ role, kind: 'NATURAL_PERSON' as const, diary: diaryOf('Wang') }];
  for (const [code, request, core] of [
    ['AUTHORISATIONS_NOT_AVAILABLE', basis('HOLDER')],
    ['AUTHORISATIONS_NOT_AVAILABLE', basis('DELEGATED')],
    ['AUTHORISATIONS_NOT_AVAILABLE', { legalBasis: { kind: 'HOLDER' } }],
    ['AUTHORISATIONS_NOT_AVAILABLE', { legalBasis: { kind: 'DELEGATED' } }],
    ['PURPOSE_NOT_COVERED', { purposeCode: 'foreign-purpose' }],
    ['DUTY_NOT_COVERED', { legalBasis: { kind: 'STATUTORY', dutyCode: 'narrow-duty' } }],
    ['MATERIAL_NOT_DECLARED', { materials: ['tax-return'] }],
    ['FIELD_NOT_DECLARED', { disclose: 'fields', fields: ['salary'] }],
    ['SUBJECTS_INVALID', {}, { subjects: subjectsOf('spouse') }],
  ] as [RefusalCode, Partial<AccessRequest>, object?][]) {
    it(`commits a refusal as ${code}, and the diary keeps it`, async () => {
      const name = `refused ${code} ${JSON.stringify(request)}`;
      const { result, written } = await only(requestOf({ name, subject: 'Wang', request, core: core ?? {} }));
      expect(result).to.deep.equal({ index: 0, accessId: ticketId(name), outcome: 'REFUSED', code });
      const access = publicDocument(written, stateKeys.access(ticketId(name))) as Access;
      expect(access).to.deep.include({ outcome: 'REFUSED', refusal: code, plan: [], expiresAt: access.at });
      expect(publicDocument(written, stateKeys.diary(diaryOf('Wang')))).to.have.property('n', access.diary[0]?.n);
    });
  }

  it('keeps of a request that declares too much only what the item declares', async () => {
    const materials = ['zhang-san-lives-here', 'marriage-proof'];
    const fields = ['zhangSan', 'fullName'];
    for (const [name, request] of [
      ['greedy', { materials }],
      ['greedy for fields', { disclose: 'fields' as const, fields }],
      ['greedy twice', { materials, fields, disclose: 'fields' as const, purposeCode: 'foreign-purpose' }],
    ] as const) {
      const { written } = await only(requestOf({ name, request }));
      const access = publicDocument(written, stateKeys.access(ticketId(name))) as Access;
      expect(access.outcome).to.equal('REFUSED');
      expect(access.request.materials).to.deep.equal(['marriage-proof']);
      expect(access.request.fields).to.deep.equal('fields' in request ? ['fullName'] : []);
      for (const { value } of written.writes) expect(Buffer.from(value).toString()).not.to.match(/zhang/iu);
    }
  });

  const authorised = { legalBasis: { kind: 'HOLDER' as const, authorisationId: digest('a') } };
  for (const [what, code, request, core] of [
    ['an item', 'ITEM_UNKNOWN', {}, { itemCode: 'human-resources.other' }],
    ['an item version', 'VERSION_UNKNOWN', { itemVersion: 2 }],
    ['a purpose', 'PURPOSE_UNKNOWN', { purposeCode: 'zhang-san-lives-here' }],
    ['a purpose, on an authorisation', 'PURPOSE_UNKNOWN', { purposeCode: 'zhang-san-lives-here', ...authorised }],
    ['a duty', 'DUTY_UNKNOWN', { legalBasis: { kind: 'STATUTORY', dutyCode: 'zhang-san-lives-here' } }],
    ['a role', 'SUBJECTS_INVALID', {}, { subjects: subjectsOf('zhangSan') }],
  ] as [string, RefusalCode, Partial<AccessRequest>, object?][]) {
    it(`rejects without a trace ${what} that the catalogue does not know, as ${code}`, async () => {
      const name = `unknown ${what}`;
      const { result, written } = await only(requestOf({ name, subject: 'Wang', request, core: core ?? {} }));
      expect(result).to.deep.equal({ index: 0, accessId: ticketId(name), outcome: 'REJECTED', code });
      expect([written.writes, written.hashedWrites]).to.deep.equal([[], []]);
    });
  }

  it('rejects without a trace a ticket that is forged, foreign or expired', async () => {
    const past = { expiresAt: '2020-01-01T00:00:00.000Z' };
    const altered = requestOf({ name: 'altered' });
    const bad: [RefusalCode, AccessRequest][] = [
      ['TICKET_INVALID', requestOf({ name: 'forged' }, ticketKeys().privateKey)],
      [
        'TICKET_INVALID',
        {
          ...altered,
          ticket: { ...altered.ticket, core: { ...altered.ticket.core, itemCode: 'human-resources.other' } },
        },
      ],
      ['TICKET_INVALID', requestOf({ name: 'self-made', core: { service: 'human-resources' } })],
      ['TICKET_INVALID', requestOf({ name: 'no-service', core: { service: 'tax' } })],
      ['TICKET_FOREIGN', requestOf({ name: 'foreign', core: { reader: 'civil-affairs' } })],
      ['TICKET_EXPIRED', requestOf({ name: 'expired', core: past })],
    ];
    const { response, written } = await world.opening(bad.map(([, request]) => request));
    expect(response.results.map(({ outcome, code }) => [outcome, code])).to.deep.equal(
      bad.map(([code]) => ['REJECTED', code]),
    );
    expect([written.writes, written.hashedWrites]).to.deep.equal([[], []]);
  });

  it('rejects a ticket that was used before, also within a batch and after a refusal', async () => {
    const [request, refused] = [
      requestOf({ name: 'twice' }),
      requestOf({ name: 'again', request: { purposeCode: 'foreign-purpose' } }),
    ];
    const { response } = await world.opening([request, request, refused, refused]);
    expect(response.results.map(({ outcome, code }) => code ?? outcome)).to.deep.equal([
      'OPENED',
      'ACCESS_REPLAYED',
      'PURPOSE_NOT_COVERED',
      'ACCESS_REPLAYED',
    ]);
    const later = await world.opening([request]);
    expect(later.response.results[0]).to.include({ outcome: 'REJECTED', code: 'ACCESS_REPLAYED' });
    expect(later.written.writes).to.deep.equal([]);
  });

  it('lets the good elements of a batch stand beside the bad ones', async () => {
    const bad = requestOf({ name: 'bad' }, ticketKeys().privateKey);
    const { response } = await world.opening([
      bad,
      requestOf({ name: 'good' }),
      requestOf({ name: 'unlawful', request: { purposeCode: 'foreign-purpose' } }),
    ]);
    expect(response.results.map(({ outcome }) => outcome)).to.deep.equal(['REJECTED', 'OPENED', 'REFUSED']);
  });

  describe('writes nothing', () => {
    const ask = (call: object, changes: object = {}) => {
      const request = {
        department: 'human-resources',
        accesses: [{ officer: 'officer-1', request: requestOf({ name: 'asked' }) }],
        ...changes,
      };
      return world.district.ask(openAccess.name, JSON.stringify(request), {
        ...INTAKE,
        peer: 'human-resources',
        ...call,
      });
    };

    it('for another role, another department or another shape', async () => {
      for (const role of ['attester', 'auditor', 'operator', 'publisher', undefined] as const) {
        await expectRefused(ask({ role }), 'ROLE_NOT_ENTITLED');
      }
      await expectRefused(ask({ as: 'market-supervision' }), 'DEPARTMENT_NOT_ENTITLED', '/department');
      await expectRefused(ask({}, { accesses: [] }), 'REQUEST_MALFORMED');
      await expectRefused(ask({}, { citizen: 'x' }), 'REQUEST_MALFORMED');
    });
  });
});
