// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { Access, AccessRequest, Conclusion, LegalBasis } from '../../../chaincode/domain/access/access.js';
import type { TicketCore } from '../../../chaincode/domain/access/ticket.js';
import { addMinutes } from '../../../chaincode/domain/time.js';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import { CommitError } from '../../../network/embedded/index.js';
import { MARRIAGE, ticketId } from '../support/access.js';
import { AccessDistrict, diaryOf, partOf, requestOf } from '../support/access-district.js';
import { collude } from '../support/colluding-contract.js';
import { expectRefused } from '../support/expect-refused.js';
import { documents, falsified } from '../support/false-access.js';
import { digest } from '../support/register.js';

const FIELDS = { disclose: 'fields' as const, fields: ['fullName'] };
const MARRIAGE_ENTRY = { department: 'civil-affairs', recordType: MARRIAGE.code, judged: ['married'], released: [] };
const now = () => new Date(Date.now() - 1000).toISOString();

/** Departments whose peers lie together, against a source that does not. */
describe('a coalition without the source', () => {
  let world: AccessDistrict;
  before(async function () {
    this.timeout(30_000);
    world = await AccessDistrict.open();
    await world.consent(['name']);
  });
  after(() => world.close());

  const answerTo = async (access: Access, subject?: string) => {
    const { response } = await world.conclude([partOf(access.request, subject === undefined ? {} : { subject })]);
    return response.results[0]?.code ?? response.results[0]?.status;
  };

  it("is answered where it tells the truth: the access is then on the ledger, in the reader's own name", async () => {
    const { access, head } = falsified({ name: 'true', subject: 'Sun' });
    await collude(world.district, ['human-resources', 'data-bureau'], documents(access, ['human-resources'], head));
    expect(await answerTo(access, 'Sun')).to.equal('CONCLUDED');
  });

  it('cannot write an access in the name of a department that stays out of it', async () => {
    const { access, head } = falsified({ name: 'unstamped', subject: 'Qian' });
    await collude(world.district, ['data-bureau', 'market-supervision'], documents(access, [], head));
    expect(await answerTo(access, 'Qian')).to.equal('ACCESS_UNKNOWN');
    await expectRefused(world.release(access.accessId), 'ACCESS_UNKNOWN');
  });

  it('cannot stamp for that department either: every peer marks the transaction invalid', async () => {
    const { access, head } = falsified({ name: 'stamped', subject: 'Qian' });
    const forged = collude(
      world.district,
      ['data-bureau', 'market-supervision'],
      documents(access, ['human-resources'], head),
    );
    const error: unknown = await forged.catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(CommitError);
    expect(error).to.have.property('validationCode', 'ENDORSEMENT_POLICY_FAILURE');
  });

  it('cannot state a verdict or a consent of the source', async () => {
    for (const key of [
      stateKeys.conclusion(ticketId('x'), 'civil-affairs'),
      stateKeys.consent('human-resources.graduate-report', 1),
    ]) {
      const forged = collude(
        world.district,
        ['human-resources', 'data-bureau'],
        [{ key, document: {}, department: 'civil-affairs' }],
      );
      const error: unknown = await forged.catch((reason: unknown) => reason);
      expect(error).to.have.property('validationCode', 'ENDORSEMENT_POLICY_FAILURE');
    }
  });

  const greedy = { plan: [{ ...MARRIAGE_ENTRY, released: ['name'] }] };
  const basis = (legalBasis: LegalBasis) => ({ legalBasis });
  for (const [lie, code, request, changes, core] of [
    ['a plan with a claim more than the request', 'ACCESS_UNKNOWN', {}, greedy],
    ['an access that stays open for a year', 'ACCESS_UNKNOWN', {}, { expiresAt: addMinutes(now(), 525_600) }],
    ['an access after the end of its ticket', 'TICKET_EXPIRED', {}, {}, { expiresAt: '2026-01-01T00:00:00.000Z' }],
    ['a material that the item does not declare', 'MATERIAL_NOT_DECLARED', { materials: ['tax-return'] }],
    ['a field that the item does not declare', 'FIELD_NOT_DECLARED', { disclose: 'fields', fields: ['salary'] }],
    [
      'a field about somebody who is not in the case',
      'SUBJECTS_INVALID',
      { disclose: 'fields', fields: ['spouseName'] },
    ],
    ['an item version that is not there', 'VERSION_UNKNOWN', { itemVersion: 9 }],
    ['a purpose that is not there', 'PURPOSE_UNKNOWN', { purposeCode: 'other' }],
    ["another department's purpose", 'PURPOSE_NOT_COVERED', { purposeCode: 'foreign-purpose' }],
    ['a duty that is not there', 'DUTY_UNKNOWN', basis({ kind: 'STATUTORY', dutyCode: 'other' })],
    ['a duty that does not cover it', 'DUTY_NOT_COVERED', basis({ kind: 'STATUTORY', dutyCode: 'narrow-duty' })],
    [
      'an authorisation that nobody gave',
      'AUTHORISATIONS_NOT_AVAILABLE',
      basis({ kind: 'HOLDER', authorisationId: digest('none') }),
    ],
  ] as [string, string, Partial<AccessRequest>, Partial<Access>?, Partial<TicketCore>?][]) {
    it(`gets no answer to ${lie}`, async () => {
      const { access, head } = falsified({ name: lie, subject: lie, request, core: core ?? {} }, changes);
      await collude(world.district, ['human-resources', 'data-bureau'], documents(access, ['human-resources'], head));
      expect(await answerTo(access, lie)).to.equal(code);
    });
  }

  it('makes the source refuse, and no more, by destroying its record type in the catalogue', async () => {
    const key = stateKeys.catalogue('record-type', MARRIAGE.code);
    const part = partOf(await world.openedFor({ name: 'typeless' }));
    await collude(world.district, ['human-resources', 'data-bureau'], [{ key, document: {} }]);
    const { response } = await world.conclude([part]);
    const { verdicts } = response.statements[0]?.document as Conclusion;
    expect(verdicts[0]).to.include({ verdict: 'REFUSED', refusal: 'RECORD_TYPE_UNKNOWN' });
    await collude(world.district, ['human-resources', 'data-bureau'], [{ key, document: MARRIAGE }]);
  });

  it('gets no answer to an access that it keeps out of the diary', async () => {
    const { access } = falsified({ name: 'secret', subject: 'Zhou' });
    await collude(world.district, ['human-resources', 'data-bureau'], documents(access, ['human-resources']));
    expect(await answerTo(access, 'Zhou')).to.equal('DIARY_NOT_SHOWN');
  });

  it('gets no answer to an access that names a place in the diary and is not what stands there', async () => {
    await world.openedFor({ name: 'honest', subject: 'Wu' });
    const { access } = falsified({ name: 'squatting', subject: 'Wu' });
    await collude(world.district, ['human-resources', 'data-bureau'], documents(access, ['human-resources']));
    expect(await answerTo(access, 'Wu')).to.equal('DIARY_NOT_SHOWN');
  });

  it('gets no answer to an access that names an old place in a diary that others have grown since', async () => {
    const honest = await world.openedFor({ name: 'old place', subject: 'Xu' });
    await world.openedFor({ name: 'grown since', subject: 'Xu' });
    const { access } = falsified({ name: 'squatting an old place', subject: 'Xu' });
    const written = documents(access, ['human-resources']);
    await collude(world.district, ['human-resources', 'data-bureau'], written.slice(0, 1));
    await collude(world.district, ['human-resources'], written.slice(1));
    const part = partOf(access.request, { subject: 'Xu' });
    const [after] = world.laterThan(honest.ticket.core.ticketId);
    const diary = diaryOf('Xu');
    for (const rows of [undefined, [], after?.rows ?? [], [digest('own'), ...(after?.rows ?? [])]]) {
      const { response } = await world.conclude([rows === undefined ? part : { ...part, later: [{ diary, rows }] }]);
      expect(response.results[0]).to.include({ status: 'REFUSED', code: 'DIARY_NOT_SHOWN' });
    }
    const { response } = await world.conclude([partOf(honest, { subject: 'Xu' })]);
    expect(response.results[0]).to.include({ status: 'CONCLUDED' });
  });

  it("gets no values by overwriting a concluded access in another reader's name", async () => {
    const request = await world.openedFor({ name: 'stolen', request: FIELDS });
    await world.conclude([partOf(request)]);
    const { access } = falsified({ name: 'stolen', request: FIELDS }, { reader: 'market-supervision' });
    await collude(world.district, ['market-supervision', 'data-bureau'], documents(access, ['market-supervision']));
    const thief = { as: 'market-supervision', role: 'officer' } as const;
    await expectRefused(world.release(access.accessId, thief), 'TICKET_FOREIGN');
    const core = { ...access.request.ticket.core, reader: 'market-supervision' };
    const forged = { ...access, request: { ...access.request, ticket: { ...access.request.ticket, core } } };
    await collude(world.district, ['market-supervision', 'data-bureau'], documents(forged, ['market-supervision']));
    await expectRefused(world.release(access.accessId, thief), 'TICKET_INVALID');
  });

  it('cannot open a ticket anew by destroying what stands under it', async () => {
    const request = await world.openedFor({ name: 'destroyed' });
    await collude(
      world.district,
      ['data-bureau', 'market-supervision'],
      [{ key: stateKeys.access(ticketId('destroyed')), document: {} }],
    );
    expect((await world.opening([request])).response.results[0]).to.include({
      outcome: 'REJECTED',
      code: 'ACCESS_REPLAYED',
    });
  });

  it("does not stop a subject's diary with bytes that are no head: it begins anew, and the audit shows it", async () => {
    await collude(
      world.district,
      ['data-bureau', 'market-supervision'],
      [{ key: stateKeys.diary(diaryOf('Zheng')), document: { n: 'x' } }],
    );
    expect((await world.opening([requestOf({ name: 'after', subject: 'Zheng' })])).response.results[0]).to.include({
      outcome: 'OPENED',
    });
  });
});
