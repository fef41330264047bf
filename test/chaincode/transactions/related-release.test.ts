// SPDX-License-Identifier: Apache-2.0
import { createDecipheriv } from 'node:crypto';
import { expect } from 'chai';
import type { AccessRequest, Conclusion } from '../../../chaincode/domain/access/access.js';
import type { ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import { attestRecords } from '../../../chaincode/transactions/attest-records.js';
import { consentToItem } from '../../../chaincode/transactions/consent-to-item.js';
import { publishItem } from '../../../chaincode/transactions/publish-item.js';
import type { ReleasedClaims } from '../../../chaincode/transactions/release-claims.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import { evidenceOf, field, material, reportItem, ticketId } from '../support/access.js';
import { AccessDistrict, diaryOf, KEY, partOf, registerOf, type Case } from '../support/access-district.js';
import { attest, attestation, sent } from '../support/attesting.js';
import { collude } from '../support/colluding-contract.js';
import { expectRefused } from '../support/expect-refused.js';
import { digest } from '../support/register.js';

const title = { zh: '名称', en: 'Title' };
const one = { kind: 'NATURAL_PERSON' as const, title, required: true };
const DIPLOMA = 'human-resources.diploma';

/** The marriage record stands for kinship: civil affairs shows the relation, human resources holds the child's diploma. */
const childItem = reportItem({
  code: 'human-resources.child-report',
  subjects: [
    { role: 'applicant', ...one },
    { role: 'child', ...one, relation: 'relation-proof' },
  ],
  requirements: [
    material('relation-proof', [{ evidence: [evidenceOf('claim.partner == subject.child')] }]),
    material('child-proof', [{ evidence: [evidenceOf('claim.school != "none"', DIPLOMA)] }], { subjectRole: 'child' }),
  ],
  fields: [
    field('fullName', 'name'),
    field('childName', 'name', 'child'),
    field('childSchool', 'school', 'child', DIPLOMA),
    field('ownSchool', 'school', 'applicant', DIPLOMA),
  ],
});

/** An item whose relation rests on a claim that is shared with everyone, so that no consent stands in the way. */
function relatedBy(predicate: string): ServiceItem {
  const requirements = childItem.requirements.map((one) =>
    one.materialCode === 'relation-proof' ? { ...one, alternatives: [{ evidence: [evidenceOf(predicate)] }] } : one,
  );
  return { ...childItem, code: 'human-resources.written-over', requirements };
}

interface Family {
  readonly name: string;
  readonly child: string;
  readonly materials?: string[];
  readonly fields?: string[];
  readonly itemCode?: string;
}

describe('values about another subject', () => {
  let world: AccessDistrict;
  before(async function () {
    this.timeout(30_000);
    world = await AccessDistrict.open();
    const { district } = world;
    const publisher = { as: 'human-resources', role: 'publisher' } as const;
    await district.submit(publishItem, { department: 'human-resources', document: childItem }, publisher);
    const recordTypes = [{ recordType: 'civil-affairs.marriage', claims: ['name', 'partner'] }];
    const named = { department: 'civil-affairs', itemCode: childItem.code, itemVersion: 1 };
    const terms = { ...named, recordTypes, purposes: ['talent-service'], until: null };
    await district.submit(consentToItem, terms, { as: 'civil-affairs', role: 'publisher' });
    await attest(district, sent('Parent', 'p1', { name: 'PARENT', married: true, partner: registerOf('Child') }));
    await attest(district, sent('Child', 'c1', { name: 'CHILD' }), sent('Stranger', 's1', { name: 'STRANGER' }));
    await attest(district, sent('Other', 'o1', { name: 'OTHER', partner: registerOf('Idle') }));
    const schools = [
      sent('Child', 'd1', { school: 'CHILD SCHOOL' }),
      sent('Stranger', 'd2', { school: 'STRANGER SCHOOL' }),
      sent('Idle', 'd3', { school: 'none' }),
      sent('Parent', 'd4', { school: 'PARENT SCHOOL' }),
    ];
    const { request, transient } = attestation(schools, { department: 'human-resources', recordType: DIPLOMA });
    await district.submit(attestRecords, request, { as: 'human-resources', role: 'attester', transient });
  });
  after(() => world.close());

  const [all, asked] = [
    ['relation-proof', 'child-proof'],
    ['fullName', 'childName', 'childSchool'],
  ];
  const caseOf = (parent: string, { name, child, materials = all, fields = asked, itemCode }: Family): Case => ({
    name,
    core: {
      itemCode: itemCode ?? childItem.code,
      subjects: [
        { role: 'applicant', kind: 'NATURAL_PERSON', diary: diaryOf(parent) },
        { role: 'child', kind: 'NATURAL_PERSON', diary: diaryOf(child) },
      ],
    },
    request: { disclose: 'fields', fields, materials },
  });

  const statedBy = async (department: string, request: AccessRequest, parent: string, child: string) => {
    const subjects = [
      { role: 'applicant', register: registerOf(parent) },
      { role: 'child', register: registerOf(child) },
    ];
    const { response } = await world.conclude([partOf(request, { part: { department, subjects } })], {}, department);
    return response.statements[0]?.document as Conclusion;
  };

  /** What both sources conclude: civil affairs first. */
  const concluded = async (family: Family, parent = 'Parent'): Promise<readonly [Conclusion, Conclusion]> => {
    const request = await world.openedFor(caseOf(parent, family));
    const said = (department: string) => statedBy(department, request, parent, family.child);
    return [await said('civil-affairs'), await said('human-resources')];
  };

  /** The department of an item and another write another text over it. */
  const rewrite = (document: ServiceItem) =>
    collude(
      world.district,
      ['human-resources', 'data-bureau'],
      [stateKeys.catalogue('item', document.code), stateKeys.catalogueVersion('item', document.code, 1)].flatMap(
        (key) => [
          { key, document },
          { key, document, department: 'human-resources' },
        ],
      ),
    );
  const valuesOf = async (name: string, source: string, relations?: Conclusion[]): Promise<unknown[]> => {
    const shown = relations === undefined ? {} : { relations };
    const { sealed } = await world.release(ticketId(name), {}, source, shown);
    const bytes = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(KEY, 'base64url'), bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(-16));
    const text = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString();
    return (JSON.parse(text) as ReleasedClaims).openings.map(({ value }) => value);
  };
  const nothing = (name: string, relations?: Conclusion[]) =>
    expectRefused(
      world.release(ticketId(name), {}, 'human-resources', relations === undefined ? {} : { relations }),
      'VALUES_NOT_GRANTED',
    );
  const verified = (conclusion: Conclusion): Conclusion => ({
    ...conclusion,
    verdicts: conclusion.verdicts.map((verdict) => ({ ...verdict, verdict: 'VERIFIED' })),
  });

  it('leave when the relation is on record: by the own conclusion, or by the one that another source stated', async () => {
    const [relation] = await concluded({ name: 'family', child: 'Child' });
    expect(await valuesOf('family', 'civil-affairs')).to.deep.equal(['PARENT', 'CHILD']);
    expect(await valuesOf('family', 'human-resources', [relation])).to.deep.equal(['CHILD SCHOOL']);
  });

  it('stay when the source is not shown that the relation is on record', async () => {
    await concluded({ name: 'unshown', child: 'Child' });
    await nothing('unshown');
    await nothing('unshown', []);
  });

  it('stay when there is no relation, whatever the reader shows', async () => {
    const [related, ownWords] = await concluded({ name: 'related', child: 'Child' });
    const [denied, granting] = await concluded({ name: 'unrelated', child: 'Stranger' });
    expect(denied.verdicts.map(({ verdict }) => verdict)).to.deep.equal(['NOT_SATISFIED']);
    expect(granting.granted.map(({ claims }) => claims)).to.deep.equal([['school']]);
    const { accessId, accessDigest } = denied;
    for (const forged of [
      denied,
      verified(denied),
      related,
      { ...related, accessId },
      { ...related, accessDigest },
      { ...related, accessId, accessDigest },
      { ...verified(denied), department: 'human-resources' },
      { ...verified(denied), department: 'data-bureau' },
      ownWords,
    ]) {
      await nothing('unrelated', [forged]);
    }
    await nothing('unrelated', [denied, verified(denied), related]);
  });

  it('stay when there is no record of the relation, or nobody was asked for it', async () => {
    const [relation] = await concluded({ name: 'no record', child: 'Child' }, 'Nobody');
    expect(relation.verdicts.map(({ verdict }) => verdict)).to.deep.equal(['NOT_FOUND']);
    await nothing('no record', [relation]);
    const [silent] = await concluded({ name: 'unasked', child: 'Child', materials: ['child-proof'] });
    await nothing('unasked', [silent]);
  });

  it("stay alone: the applicant's own leave", async () => {
    const [denied] = await concluded({ name: 'own', child: 'Stranger', fields: ['childSchool', 'ownSchool'] });
    expect(await valuesOf('own', 'human-resources', [verified(denied)])).to.deep.equal(['PARENT SCHOOL']);
  });

  it('stay when the relation was concluded for another text of the item, or the item was written over since', async () => {
    const honest = relatedBy('claim.married == (subject.child == subject.applicant)');
    const loose = relatedBy('claim.married || subject.child == subject.applicant');
    const publisher = { as: 'human-resources', role: 'publisher' } as const;
    await world.district.submit(publishItem, { department: 'human-resources', document: honest }, publisher);
    const family = { name: 'rewritten', child: 'Stranger', fields: ['childSchool'], itemCode: honest.code };
    const request = await world.openedFor(caseOf('Parent', family));
    await rewrite(loose);
    const relation = await statedBy('civil-affairs', request, 'Parent', 'Stranger');
    expect(relation.verdicts.map(({ verdict }) => verdict)).to.deep.equal(['VERIFIED']);
    await rewrite(honest);
    const granting = await statedBy('human-resources', request, 'Parent', 'Stranger');
    expect([relation, granting].map(({ itemDigest }) => itemDigest)).to.deep.equal(
      [loose, honest].map((document) => digest(canonicalJson(document))),
    );
    await nothing('rewritten', [relation]);
    await rewrite(loose);
    const release = world.release(ticketId('rewritten'), {}, 'human-resources', { relations: [relation] });
    await expectRefused(release, 'ACCESS_UNKNOWN');
  });

  it('stay when the record was judged and does not hold, also if the reader leaves the judging material out', async () => {
    const [relation, judged] = await concluded({ name: 'idle', child: 'Idle' }, 'Other');
    expect(relation.verdicts.map(({ verdict }) => verdict)).to.deep.equal(['VERIFIED']);
    expect(judged.verdicts.map(({ verdict }) => verdict)).to.deep.equal(['NOT_SATISFIED']);
    expect(judged.granted).to.deep.equal([]);
    await nothing('idle', [relation]);
    const [again] = await concluded({ name: 'left out', child: 'Idle', materials: ['relation-proof'] }, 'Other');
    await nothing('left out', [again]);
  });

  it('are asked for with conclusions and nothing else', async () => {
    const [relation] = await concluded({ name: 'shape', child: 'Child' });
    const more = { ...relation, note: digest('x') };
    const call = world.release(ticketId('shape'), {}, 'human-resources', { relations: [more] });
    await expectRefused(call, 'REQUEST_MALFORMED');
    const many = Array.from({ length: 51 }, () => relation);
    await expectRefused(
      world.release(ticketId('shape'), {}, 'human-resources', { relations: many }),
      'REQUEST_MALFORMED',
    );
  });
});
