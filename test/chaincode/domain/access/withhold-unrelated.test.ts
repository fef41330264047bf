// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { Conclusion, Verdict } from '../../../../chaincode/domain/access/access.js';
import { withholdUnrelated } from '../../../../chaincode/domain/access/withhold-unrelated.js';
import { accessOf, accessRequest, evidenceOf, material, reportItem, ticketId } from '../../support/access.js';
import { digest, recordId } from '../../support/register.js';

const HUMAN = 'human-resources.diploma';
const title = { zh: '名称', en: 'Title' };
const subject = (role: string, relation: object = {}) => ({
  role,
  kind: 'NATURAL_PERSON' as const,
  title,
  required: true,
  ...relation,
});

describe('what of the granted values may leave', () => {
  const joint = [evidenceOf('claim.partner == subject.child'), evidenceOf(undefined, HUMAN)];
  const item = reportItem({
    subjects: [subject('applicant'), subject('child', { relation: 'relation-proof' }), subject('guest')],
    requirements: [material('relation-proof', [{ evidence: joint }, { evidence: joint.slice(0, 1) }])],
  });
  const access = accessOf({ request: accessRequest({ materials: ['relation-proof'] }) });
  const grant = (subjectRole: string) => ({
    subjectRole,
    recordType: HUMAN,
    recordId: recordId(subjectRole),
    claims: ['school'],
  });
  const granted = ['applicant', 'child', 'guest', 'stranger'].map(grant);
  const said = (
    department: string,
    verdicts: readonly (readonly [alternative: number, evidence: number, verdict: Verdict])[],
    changes: Partial<Conclusion> = {},
  ): Conclusion => ({
    v: 1,
    accessId: ticketId('first'),
    accessDigest: digest('access'),
    department,
    itemVersion: 1,
    itemDigest: digest('item'),
    at: access.at,
    verdicts: verdicts.map(([alternative, evidence, verdict]) => ({
      materialCode: 'relation-proof',
      alternative,
      evidence,
      recordType: evidence === 0 ? 'civil-affairs.marriage' : HUMAN,
      verdict,
    })),
    granted: [],
    ...changes,
  });
  const leaving = (conclusions: readonly Conclusion[], of = access) =>
    withholdUnrelated(item, of, granted, conclusions).map(({ subjectRole }) => subjectRole);

  it('is all about the applicant, and about a role whose relation one alternative shows in full', () => {
    const first = [said('civil-affairs', [[0, 0, 'VERIFIED']]), said('human-resources', [[0, 1, 'VERIFIED']])];
    expect(leaving(first)).to.deep.equal(['applicant', 'child']);
    expect(leaving([said('civil-affairs', [[1, 0, 'VERIFIED']])])).to.deep.equal(['applicant', 'child']);
  });

  for (const [name, conclusions] of [
    ['nobody says anything', []],
    ['one piece of evidence is missing', [said('civil-affairs', [[0, 0, 'VERIFIED']])]],
    ['it is not on record', [said('civil-affairs', [[1, 0, 'NOT_FOUND']])]],
    ['it does not hold', [said('civil-affairs', [[1, 0, 'NOT_SATISFIED']])]],
    ['the source refuses to say', [said('civil-affairs', [[1, 0, 'REFUSED']])]],
    ['another department says it', [said('human-resources', [[1, 0, 'VERIFIED']])]],
    ['it was said of another access', [said('civil-affairs', [[1, 0, 'VERIFIED']], { accessId: ticketId('other') })]],
  ] as const) {
    it(`is nothing about a role whose relation does not hold: ${name}`, () => {
      expect(leaving(conclusions)).to.deep.equal(['applicant']);
    });
  }

  it('is nothing about a role whose relation was not asked for', () => {
    const unasked = accessOf({ request: accessRequest({ materials: [] }) });
    expect(leaving([said('civil-affairs', [[1, 0, 'VERIFIED']])], unasked)).to.deep.equal(['applicant']);
  });
});
