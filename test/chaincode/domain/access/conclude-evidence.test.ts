// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import {
  concludeEvidence,
  registerName,
  registersAsked,
} from '../../../../chaincode/domain/access/conclude-evidence.js';
import type { RecordValues } from '../../../../chaincode/domain/register/register-entry.js';
import { accessRequest, evidenceOf, MARRIAGE, material, reportItem } from '../../support/access.js';
import { expectRefusal } from '../../support/expect-refusal.js';
import { entryOf, record } from '../../support/register.js';
import { CODE, source } from '../../support/source.js';

const asking = (...predicates: (string | undefined)[]) =>
  reportItem({
    requirements: [
      material(
        'marriage-proof',
        predicates.map((one) => ({ evidence: [evidenceOf(one)] })),
      ),
    ],
  });
const a = record('a', { until: '2030-01-01' });

describe('what a source concludes', () => {
  it('is a verdict with the versions and the record that it rests on, and no value', () => {
    expect(concludeEvidence(source({ applicant: [[a, { married: true }]] }))).to.deep.equal([
      {
        materialCode: 'marriage-proof',
        alternative: 0,
        evidence: 0,
        recordType: CODE,
        verdict: 'VERIFIED',
        recordTypeVersion: 1,
        recordId: a.recordId,
        attestedAt: a.attestedAt,
        validUntil: '2030-01-01',
      },
    ]);
  });

  it("covers its own evidence, wherever it stands, and nobody else's", () => {
    const diploma = evidenceOf(undefined, 'human-resources.diploma');
    const requirements = [
      material('first', [{ evidence: [diploma] }, { evidence: [diploma, evidenceOf()] }]),
      material('second', [{ evidence: [diploma] }]),
    ];
    const request = accessRequest({ materials: ['first', 'second'] });
    const verdicts = concludeEvidence(source({}, { item: reportItem({ requirements }), request }));
    expect(verdicts).to.deep.equal([
      { materialCode: 'first', alternative: 1, evidence: 1, recordType: CODE, verdict: 'NOT_FOUND' },
    ]);
  });

  it('refuses a material that the answers do not call for', () => {
    const [verdict] = concludeEvidence(
      source({ applicant: [[a, { married: true }]] }, { answers: { married: false } }),
    );
    expect(verdict).to.include({ verdict: 'REFUSED', refusal: 'MATERIAL_NOT_DECLARED' });
    expect(verdict).not.to.have.property('recordId');
  });

  it('refuses evidence whose predicate reads a claim without consent, and judges the alternative beside it', () => {
    const item = asking('claim.married && claim.name == "李"', 'claim.secret == "x"', 'claim.married');
    const verdicts = concludeEvidence(
      source({ applicant: [[a, { married: true, name: '李', secret: 'x' }]] }, { item }),
    );
    expect(verdicts.map(({ verdict, refusal }) => [verdict, refusal])).to.deep.equal([
      ['REFUSED', 'CONSENT_MISSING'],
      ['REFUSED', 'CLAIM_NOT_SHARED'],
      ['VERIFIED', undefined],
    ]);
  });

  it('refuses evidence of a record type that is not in the catalogue any more', () => {
    const [verdict] = concludeEvidence(source({}, { recordTypes: new Map() }));
    expect(verdict).to.include({ verdict: 'REFUSED', refusal: 'RECORD_TYPE_UNKNOWN' });
  });

  it('refuses evidence whose predicate cannot be worked out, and lets the others stand', () => {
    const item = asking('claim.children / 0 == 1', undefined);
    const verdicts = concludeEvidence(source({ applicant: [[a, { children: 1 }]] }, { item }));
    expect(verdicts.map(({ verdict, refusal }) => [verdict, refusal])).to.deep.equal([
      ['REFUSED', 'PREDICATE_NOT_ALLOWED'],
      ['VERIFIED', undefined],
    ]);
  });

  it('compares a person in a claim with the subject of the case', () => {
    const item = asking('claim.married && has(claim.children) && claim.partner == subject.spouse');
    const recordTypes = new Map([
      [CODE, { ...MARRIAGE, claims: MARRIAGE.claims.map((one) => ({ ...one, sharing: 'UNCONDITIONAL' as const })) }],
    ]);
    const judge = (partner: string) =>
      concludeEvidence(source({ applicant: [[a, { married: true, children: 0, partner }]] }, { item, recordTypes }))[0]
        ?.verdict;
    expect([judge('pseudonym of Wang'), judge('pseudonym of Zhao')]).to.deep.equal(['VERIFIED', 'NOT_SATISFIED']);
  });

  it('refuses answers that do not fit the questions', () => {
    expectRefusal(() => concludeEvidence(source({}, { answers: {} })), 'REQUEST_MALFORMED', '/scenario/married');
  });

  it('lets a fault pass: it is no refusal', () => {
    const values = {
      has: () => {
        throw new Error('the peer lost its state');
      },
    } as unknown as ReadonlyMap<string, RecordValues>;
    const registers = new Map([[registerName(CODE, 'applicant'), { entry: entryOf(a), values }]]);
    expect(() => concludeEvidence(source({}, { registers }))).to.throw('the peer lost its state');
  });

  it('looks at the registers of its own types that materials and fields speak of, each once', () => {
    const request = accessRequest({
      materials: ['marriage-proof', 'diploma'],
      disclose: 'fields',
      fields: ['fullName', 'spouseName', 'schoolName'],
    });
    const asked = registersAsked('civil-affairs', reportItem(), request);
    expect([...asked.keys()]).to.deep.equal([registerName(CODE, 'applicant'), registerName(CODE, 'spouse')]);
  });
});
