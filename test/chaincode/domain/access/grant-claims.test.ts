// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { concludeEvidence, type Source } from '../../../../chaincode/domain/access/conclude-evidence.js';
import { grantClaims } from '../../../../chaincode/domain/access/grant-claims.js';
import type { RegisterRecord } from '../../../../chaincode/domain/register/register-entry.js';
import { accessRequest, core, evidenceOf, field, material, reportItem } from '../../support/access.js';
import { digest, record } from '../../support/register.js';
import { CODE, source, type Held } from '../../support/source.js';

const [a, b] = [record('a', { until: '2030-01-01' }), record('b', { from: '2025-01-01' })];

describe('what a source grants', () => {
  const own = (changes: Partial<Source> = {}) => ({
    item: reportItem({
      code: 'civil-affairs.report',
      requirements: [
        material('marriage-proof', [{ evidence: [evidenceOf('claim.children == 1')] }]),
        material('second-proof', [{ evidence: [evidenceOf('claim.children == 2')] }]),
        material('spouse-proof', [{ evidence: [evidenceOf('claim.children == 2')] }], { subjectRole: 'spouse' }),
      ],
      fields: [
        field('fullName', 'name'),
        field('again', 'name'),
        field('marriedSince', 'since'),
        field('spouseName', 'name', 'spouse'),
        field('schoolName', 'school', 'applicant', 'human-resources.diploma'),
      ],
    }),
    request: accessRequest({
      ticket: { ...accessRequest().ticket, core: core({ reader: 'civil-affairs' }) },
      disclose: 'fields',
      fields: ['marriedSince', 'again', 'fullName', 'spouseName', 'schoolName'],
    }),
    ...changes,
  });
  const grants = (held: Readonly<Record<string, Held>>, changes: Partial<Source> = {}) => {
    const known = source(held, own(changes));
    return grantClaims(known, concludeEvidence(known));
  };
  const claims = (children: number) => ({ children, name: '李', since: '2020-01-01' });
  const granted = (of: RegisterRecord, names: string[], subjectRole = 'applicant') => ({
    subjectRole,
    recordType: CODE,
    recordId: of.recordId,
    claims: names,
  });

  it('is the claims of its fields, from the record that the evidence rests on', () => {
    const held: Held = [
      [a, claims(0)],
      [b, claims(1)],
    ];
    expect(grants({ applicant: held })).to.deep.equal([granted(b, ['name', 'since'])]);
  });

  it('is from the only valid record, where the item has no material about it that the answers call for', () => {
    const { item } = own();
    const unjudged = {
      ...item,
      requirements: item.requirements.map((one) => ({ ...one, when: 'has(answer.reason)' })),
    };
    expect(grants({ applicant: [[a, claims(0)]], spouse: [[b, claims(0)]] }, { item: { ...unjudged } })).to.deep.equal([
      granted(a, ['name', 'since']),
      granted(b, ['name'], 'spouse'),
    ]);
  });

  it('is nothing of a record that was judged and does not hold', () => {
    const request = { ...own().request, materials: ['marriage-proof', 'spouse-proof'] };
    expect(grants({ applicant: [[a, claims(1)]], spouse: [[b, claims(0)]] }, { request })).to.deep.equal([
      granted(a, ['name', 'since']),
    ]);
    expect(grants({ applicant: [[a, claims(0)]], spouse: [[b, claims(2)]] }, { request })).to.deep.equal([
      granted(b, ['name'], 'spouse'),
    ]);
  });

  it('is nothing where the reader leaves out the material that would judge the record', () => {
    const request = { ...own().request, materials: [] };
    expect(grants({ applicant: [[a, claims(1)]], spouse: [[b, claims(2)]] }, { request })).to.deep.equal([]);
  });

  it('is nothing where two records would do, or none is valid, or the evidence rests on two', () => {
    expect(
      grants({
        applicant: [
          [a, claims(0)],
          [b, claims(0)],
        ],
      }),
    ).to.deep.equal([]);
    expect(grants({ applicant: [[record('a', { status: 'REVOKED' }), claims(0)]] })).to.deep.equal([]);
    expect(grants({})).to.deep.equal([]);
    const request = { ...own().request, materials: ['marriage-proof', 'second-proof'] };
    expect(
      grants(
        {
          applicant: [
            [a, claims(1)],
            [b, claims(2)],
          ],
        },
        { request },
      ),
    ).to.deep.equal([]);
  });

  it("does not take evidence about another subject for this one's", () => {
    const request = { ...own().request, materials: ['spouse-proof'] };
    expect(grants({ applicant: [[a, claims(1)]], spouse: [[b, claims(2)]] }, { request })).to.deep.equal([
      granted(b, ['name'], 'spouse'),
    ]);
  });

  it('leaves out what the record does not have', () => {
    expect(grants({ applicant: [[a, { children: 1, name: '李' }]] })).to.deep.equal([granted(a, ['name'])]);
    expect(grants({ applicant: [[a, { children: 1 }]] })).to.deep.equal([]);
  });

  it('leaves out what the source did not agree to', () => {
    const { item, request } = own();
    const foreign = { ...item, code: 'human-resources.report' };
    expect(grants({ applicant: [[a, claims(1)]] }, { item: foreign, request })).to.deep.equal([]);
    const consent = {
      v: 1 as const,
      department: 'civil-affairs',
      itemCode: foreign.code,
      itemVersion: 1,
      itemDigest: digest('item'),
      recordTypes: [{ recordType: CODE, claims: ['since'] }],
      purposes: ['talent-service'],
      until: null,
      state: 'GIVEN' as const,
      at: '2026-01-01T00:00:00.000Z',
    };
    expect(grants({ applicant: [[a, claims(1)]] }, { item: foreign, request, consent })).to.deep.equal([
      granted(a, ['since']),
    ]);
  });

  it("never is the source's pseudonym of somebody else, although an item asks for it and the source could give it", () => {
    const item = { ...own().item, fields: [field('fullName', 'partner')] };
    const request = { ...own().request, fields: ['fullName'] };
    const held = { children: 1, partner: digest('Wang in civil-affairs') };
    expect(grants({ applicant: [[a, held]] }, { item, request })).to.deep.equal([]);
  });

  it('is nothing where verdicts were asked', () => {
    expect(grants({ applicant: [[a, claims(1)]] }, { request: accessRequest() })).to.deep.equal([]);
  });

  it('is nothing from values that were erased', () => {
    expect(grants({ applicant: [[a, undefined]] })).to.deep.equal([]);
  });
});
