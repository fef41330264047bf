// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { Conclusion } from '../../../chaincode/domain/access/access.js';
import { mspIdOf } from '../../../chaincode/domain/names.js';
import { publishItem } from '../../../chaincode/transactions/publish-item.js';
import { publishRecordType } from '../../../chaincode/transactions/publish-record-type.js';
import { withdrawConsent } from '../../../chaincode/transactions/withdraw-consent.js';
import { consentToItem } from '../../../chaincode/transactions/consent-to-item.js';
import { CommitError } from '../../../network/embedded/index.js';
import { evidenceOf, field, MARRIAGE, material, reportItem } from '../support/access.js';
import { attest, sent } from '../support/attesting.js';
import { AccessDistrict, partOf } from '../support/access-district.js';

const CODE = 'human-resources.name-check';
const ITEM = reportItem({
  code: CODE,
  requirements: [
    material('name-proof', [{ evidence: [evidenceOf('claim.name == "CANARY-李"')] }]),
    material('worth', [{ evidence: [evidenceOf('claim.children / 0 == 1')] }]),
  ],
  fields: [field('fullName', 'name')],
});

describe('the consent of a source', () => {
  let world: AccessDistrict;
  before(async function () {
    this.timeout(30_000);
    world = await AccessDistrict.open();
    const publisher = { as: 'human-resources', role: 'publisher' } as const;
    await world.district.submit(publishItem, { department: 'human-resources', document: ITEM }, publisher);
  });
  after(() => world.close());

  const source = { as: 'civil-affairs', role: 'publisher' } as const;
  const verdictOf = async (name: string, materials = ['name-proof'], subject = 'Li') => {
    const request = { materials, disclose: 'fields' as const, fields: ['fullName'] };
    const part = partOf(await world.openedFor({ name, subject, core: { itemCode: CODE }, request }), { subject });
    const { response } = await world.conclude([part]);
    const { verdicts, granted } = response.statements[0]?.document as Conclusion;
    return { verdict: verdicts[0]?.refusal ?? verdicts[0]?.verdict, granted: granted.flatMap(({ claims }) => claims) };
  };
  const terms = { department: 'civil-affairs', itemCode: CODE, itemVersion: 1 };
  const consent = (changes: object = {}) => {
    const recordTypes = [{ recordType: MARRIAGE.code, claims: ['name'] }];
    const request = { ...terms, recordTypes, purposes: ['talent-service'], until: null, ...changes };
    return world.district.submit(consentToItem, request, source);
  };

  it('is needed before a predicate reads its claim or a field shows it, and its withdrawal counts at once', async () => {
    const without = { verdict: 'CONSENT_MISSING', granted: [] };
    expect(await verdictOf('before')).to.deep.equal(without);
    await consent();
    expect(await verdictOf('given')).to.deep.equal({ verdict: 'VERIFIED', granted: ['name'] });
    await consent({ until: '2020-01-01' });
    expect(await verdictOf('ended')).to.deep.equal(without);
    await consent();
    await world.district.submit(withdrawConsent, terms, source);
    expect(await verdictOf('withdrawn')).to.deep.equal(without);
  });

  it('that was withdrawn admits nothing at a peer of the source that has not seen that: the block refuses what it states', async () => {
    await consent();
    const subject = 'Li';
    const request = { materials: ['name-proof'], disclose: 'fields' as const, fields: ['fullName'] };
    const part = partOf(await world.openedFor({ name: 'lagging', subject, core: { itemCode: CODE }, request }), {
      subject,
    });
    const { network } = world.district;
    network.hold(mspIdOf('civil-affairs'));
    await world.district.submit(withdrawConsent, terms, source);
    const stated: unknown = await world.conclude([part]).catch((error: unknown) => error);
    network.release(mspIdOf('civil-affairs'));
    expect(stated).to.be.instanceOf(CommitError);
    expect((stated as CommitError).validationCode).to.equal('MVCC_READ_CONFLICT');
    const { response } = await world.conclude([part]);
    expect((response.statements[0]?.document as Conclusion).verdicts[0]?.refusal).to.equal('CONSENT_MISSING');
  });

  it('does not mend a predicate that cannot be worked out', async () => {
    await attest(world.district, sent('Zhao', '2', { married: true, children: 1 }));
    expect((await verdictOf('worthless', ['worth'], 'Zhao')).verdict).to.equal('PREDICATE_NOT_ALLOWED');
  });

  it('cannot lend a claim that the source has closed since', async () => {
    await consent();
    const claims = MARRIAGE.claims.map((one) =>
      one.name === 'name' ? { ...one, sharing: 'NOT_SHARED' as const } : one,
    );
    const document = { ...MARRIAGE, version: 2, claims };
    await world.district.submit(publishRecordType, { department: 'civil-affairs', document }, source);
    expect(await verdictOf('closed')).to.deep.equal({ verdict: 'CLAIM_NOT_SHARED', granted: [] });
  });
});
