// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { Conclusion } from '../../../chaincode/domain/access/access.js';
import type { ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import { addMinutes } from '../../../chaincode/domain/time.js';
import { publishDuty } from '../../../chaincode/transactions/publish-duty.js';
import { publishItem } from '../../../chaincode/transactions/publish-item.js';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import { evidenceOf, field, material, READING_DUTY, reportItem } from '../support/access.js';
import { AccessDistrict, partOf, type Case } from '../support/access-district.js';
import { attest, attestation, ATTESTER, sent } from '../support/attesting.js';
import { claim, recordType } from '../support/catalogue.js';
import { collude } from '../support/colluding-contract.js';
import { attestRecords } from '../../../chaincode/transactions/attest-records.js';
import { expectRefused } from '../support/expect-refused.js';
import { documents, falsified } from '../support/false-access.js';
import { publishType, REGISTRAR_CALL } from '../support/published.js';

const NAME = { disclose: 'fields' as const, fields: ['fullName'] };
const LIARS = ['human-resources', 'data-bureau'];
const ADOPTION = recordType({ code: 'civil-affairs.adoption', claims: [claim('child', { type: 'subject' })] });
const GUESS = 'claim.name == "CANARY-李"';

/** Ways in which a reader tries to look like someone to whom the source has agreed. */
describe('a reader in disguise', () => {
  let world: AccessDistrict;
  before(async function () {
    this.timeout(30_000);
    world = await AccessDistrict.open();
  });
  after(() => world.close());

  const concluded = async (one: Case, changes: Parameters<typeof partOf>[1] = {}) => {
    const { response } = await world.conclude([partOf(await world.openedFor(one), { ...one, ...changes })]);
    const { verdicts, granted } = response.statements[0]?.document as Conclusion;
    return { verdict: verdicts[0]?.refusal ?? verdicts[0]?.verdict, granted: granted.flatMap(({ claims }) => claims) };
  };
  const rewrite = (code: string, document: ServiceItem) =>
    collude(
      world.district,
      LIARS,
      [stateKeys.catalogue('item', code), stateKeys.catalogueVersion('item', code, 1)].flatMap((key) => [
        { key, document },
        { key, document, department: 'human-resources' },
      ]),
    );
  const publish = (document: ServiceItem, department: string) =>
    world.district.submit(publishItem, { department, document }, { as: department, role: 'publisher' });

  it("gets no answer for an item of its own that says it is the source's", async () => {
    const document = reportItem({ code: 'civil-affairs.registration' });
    await rewrite('human-resources.masked', document);
    const core = { itemCode: 'human-resources.masked' };
    const { access, head } = falsified({ name: 'masked', subject: 'Masked', core, request: NAME }, {}, document);
    await collude(world.district, LIARS, documents(access, ['human-resources'], head));
    const { response } = await world.conclude([partOf(access.request)]);
    expect(response.results[0]).to.include({ status: 'REFUSED', code: 'VERSION_UNKNOWN' });
  });

  it("has no leave that the source did not give it, although the item is the source's own", async () => {
    const code = 'civil-affairs.own-service';
    const requirements = [material('marriage-proof', [{ evidence: [evidenceOf(GUESS)] }])];
    await publish(reportItem({ code, requirements, fields: [field('fullName', 'name')] }), 'civil-affairs');
    expect(await concluded({ name: 'through its item', core: { itemCode: code }, request: NAME })).to.deep.equal({
      verdict: 'CONSENT_MISSING',
      granted: [],
    });
  });

  it('learns not even whether a record is there, without consent, where nothing of it is shared with everyone', async () => {
    await publishType(world.district, ADOPTION);
    const recordTypes = [{ recordType: ADOPTION.code, claims: [] }];
    const duty = { ...READING_DUTY, code: 'adoption-duty', recordTypes };
    await world.district.submit(publishDuty, { department: 'data-bureau', document: duty }, REGISTRAR_CALL);
    const code = 'human-resources.adoption-check';
    const requirements = [material('adoption', [{ evidence: [evidenceOf(undefined, ADOPTION.code)] }])];
    await publish(reportItem({ code, requirements, fields: [] }), 'human-resources');
    const request = {
      materials: ['adoption'],
      legalBasis: { kind: 'STATUTORY' as const, dutyCode: 'adoption-duty' },
    };
    const { verdict } = await concluded({ name: 'curious', core: { itemCode: code }, request });
    expect(verdict).to.equal('CONSENT_MISSING');
  });

  it('loses the consent with the item that it was given to: another text under the same version has none', async () => {
    await world.consent(['name']);
    expect((await concluded({ name: 'as agreed', request: NAME })).granted).to.deep.equal(['name']);
    const requirements = [material('marriage-proof', [{ evidence: [evidenceOf(GUESS)] }])];
    await rewrite('human-resources.graduate-report', reportItem({ requirements, fields: [field('fullName', 'name')] }));
    expect(await concluded({ name: 'after that', request: NAME })).to.deep.equal({
      verdict: 'CONSENT_MISSING',
      granted: [],
    });
    await rewrite('human-resources.graduate-report', reportItem());
    expect((await concluded({ name: 'as agreed again', request: NAME })).granted).to.deep.equal(['name']);
  });

  it('gets values of the access that was concluded, and of no longer one written over it', async () => {
    const one = { name: 'prolonged', subject: 'Prolonged', request: NAME };
    await attest(world.district, sent('Prolonged', 'p1', { name: '久', married: true }));
    const { access, head } = falsified(one);
    await collude(world.district, LIARS, documents(access, ['human-resources'], head));
    await world.conclude([partOf(access.request, one)]);
    await world.release(access.accessId);
    const prolonged = { ...access, expiresAt: addMinutes(access.expiresAt, 525_600) };
    await collude(world.district, LIARS, documents(prolonged, ['human-resources'], head));
    await expectRefused(world.release(access.accessId), 'ACCESS_UNKNOWN');
  });

  it('does not use a ticket twice by taking its stamp away: the witness knows the access', async () => {
    const one = { name: 'unstamped', subject: 'Unstamped' };
    const request = await world.openedFor(one);
    const key = stateKeys.access(request.ticket.core.ticketId);
    await collude(world.district, ['human-resources'], [{ key, department: 'human-resources' }]);
    const { response } = await world.opening([{ ...request, ...NAME }]);
    expect(response.results[0]).to.include({ outcome: 'REJECTED', code: 'ACCESS_REPLAYED' });
  });

  it('could open a second claim with the salt of the first, so that a record does not use one twice', async () => {
    const record = sent('Zhu', 'z1', { name: '朱', married: true });
    const off = { ...record.off, salts: { name: 'S'.repeat(22), married: 'S'.repeat(22) } };
    const { request, transient } = attestation([{ ...record, off }]);
    const { response } = await world.district.submit(attestRecords, request, { ...ATTESTER, transient });
    expect(response.results[0]).to.include({ status: 'REFUSED', code: 'CLAIMS_INVALID', pointer: '/records/0/salts' });
  });
});
