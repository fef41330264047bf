// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { Conclusion, EvidenceVerdict, Verdict } from '../../../../chaincode/domain/access/access.js';
import { summariseVerdicts } from '../../../../chaincode/domain/access/summarise-verdicts.js';
import type { Requirement } from '../../../../chaincode/domain/catalogue/service-item.js';
import { departmentOf } from '../../../../chaincode/domain/names.js';
import { accessOf, accessRequest, AT, evidenceOf, material, reportItem, ticketId } from '../../support/access.js';
import { digest, recordId } from '../../support/register.js';

const MARRIAGE = 'civil-affairs.marriage';
const DIPLOMA = 'human-resources.diploma';

type Said = readonly [place: string, verdict: Verdict, more?: Partial<EvidenceVerdict>];

/** `place` is `material/alternative/evidence`. */
function conclusion(recordType: string, said: readonly Said[], changes: Partial<Conclusion> = {}): Conclusion {
  const verdicts = said.map(([place, verdict, more]) => {
    const [materialCode = '', alternative, evidence] = place.split('/');
    return { materialCode, alternative: Number(alternative), evidence: Number(evidence), recordType, verdict, ...more };
  });
  const department = departmentOf(recordType);
  const access = { accessId: ticketId('first'), accessDigest: digest('access'), itemDigest: digest('item') };
  return { v: 1, ...access, department, itemVersion: 1, at: AT, verdicts, granted: [], ...changes };
}

function summarise(requirements: Requirement[], conclusions: readonly Conclusion[], asked = requirements) {
  const materials = asked.map(({ materialCode }) => materialCode);
  const access = accessOf({ request: accessRequest({ materials }) });
  return summariseVerdicts(reportItem({ requirements }), access, conclusions);
}

const one = (changes: Partial<Requirement> = {}) => material('proof', [{ evidence: [evidenceOf()] }], changes);
const either = material('proof', [{ evidence: [evidenceOf()] }, { evidence: [evidenceOf(undefined, DIPLOMA)] }]);
const both = material('proof', [{ evidence: [evidenceOf(), evidenceOf(undefined, DIPLOMA)] }]);

describe('the summary of verdicts', () => {
  it('is SATISFIED when each material is VERIFIED, with what waives it and the record behind', () => {
    const more = { recordId: recordId('a'), attestedAt: AT, validUntil: null, recordTypeVersion: 2 };
    const result = {
      verdict: 'VERIFIED',
      recordType: MARRIAGE,
      waiverMethod: 'DATA_CALL',
      department: 'civil-affairs',
      ...more,
    };
    expect(summarise([one()], [conclusion(MARRIAGE, [['proof/0/0', 'VERIFIED', more]])])).to.deep.equal({
      outcome: 'SATISFIED',
      materials: [{ materialCode: 'proof', alternative: 0, ...result, evidence: [result] }],
      missing: [],
    });
  });

  it('is SATISFIED when no material is asked for', () => {
    expect(summarise([], [])).to.deep.equal({ outcome: 'SATISFIED', materials: [], missing: [] });
  });

  it('lacks what is on no record, for the department of the item to take', () => {
    const brought = material('plan', [], { fallback: 'UPLOAD' });
    const { outcome, materials, missing } = summarise(
      [one(), brought],
      [conclusion(MARRIAGE, [['proof/0/0', 'VERIFIED']])],
    );
    expect(outcome).to.equal('INCOMPLETE');
    expect(materials.map(({ materialCode }) => materialCode)).to.deep.equal(['proof']);
    expect(missing).to.deep.equal([
      { materialCode: 'plan', verdict: 'NOT_FOUND', accepts: 'UPLOAD', department: 'human-resources' },
    ]);
  });

  it('is REFUSED, without materials, when the access was refused', () => {
    const access = accessOf({ outcome: 'REFUSED', refusal: 'DUTY_NOT_COVERED' });
    expect(summariseVerdicts(reportItem(), access, [])).to.deep.equal({
      outcome: 'REFUSED',
      materials: [],
      missing: [],
    });
  });

  for (const fallback of ['UPLOAD', 'COMMITMENT', 'NONE'] as const) {
    it(`says that ${fallback} is accepted for what is missing, and from whom the record was asked`, () => {
      const { outcome, missing } = summarise([one({ fallback })], [conclusion(MARRIAGE, [['proof/0/0', 'EXPIRED']])]);
      expect(outcome).to.equal('INCOMPLETE');
      expect(missing).to.deep.equal([
        { materialCode: 'proof', verdict: 'EXPIRED', accepts: fallback, department: 'civil-affairs' },
      ]);
    });
  }

  it('keeps the rule of a refused verdict', () => {
    const said = conclusion(MARRIAGE, [['proof/0/0', 'REFUSED', { refusal: 'CONSENT_MISSING' }]]);
    expect(summarise([one()], [said]).materials[0]).to.include({ verdict: 'REFUSED', refusal: 'CONSENT_MISSING' });
  });

  it('is UNAVAILABLE, never NOT_FOUND, for a source that did not conclude', () => {
    const { outcome, materials, missing } = summarise([one()], []);
    expect(outcome).to.equal('INCOMPLETE');
    expect(materials[0]).to.deep.include({ verdict: 'UNAVAILABLE', department: 'civil-affairs', recordType: MARRIAGE });
    expect(missing[0]).to.include({ verdict: 'UNAVAILABLE', accepts: 'UPLOAD' });
  });

  it('believes only the source, about its own record type, in this access', () => {
    const said = [['proof/0/0', 'VERIFIED']] as const;
    for (const lie of [
      conclusion(MARRIAGE, said, { department: 'human-resources' }),
      conclusion(MARRIAGE, said, { accessId: ticketId('second') }),
      conclusion(DIPLOMA, said, { department: 'civil-affairs' }),
    ]) {
      expect(summarise([one()], [lie]).materials[0]?.verdict).to.equal('UNAVAILABLE');
    }
  });

  it('takes the best alternative, whichever source it is', () => {
    for (const [marriage, diploma, verdict, alternative] of [
      ['NOT_FOUND', 'VERIFIED', 'VERIFIED', 1],
      ['VERIFIED', 'NOT_FOUND', 'VERIFIED', 0],
      ['VERIFIED', 'VERIFIED', 'VERIFIED', 0],
      ['REVOKED', 'EXPIRED', 'EXPIRED', 1],
      ['NOT_FOUND', 'REFUSED', 'NOT_FOUND', 0],
      ['PENDING', 'NOT_SATISFIED', 'NOT_SATISFIED', 1],
    ] as const) {
      const conclusions = [
        conclusion(MARRIAGE, [['proof/0/0', marriage]]),
        conclusion(DIPLOMA, [['proof/1/0', diploma]]),
      ];
      expect(summarise([either], conclusions).materials[0]).to.include({ verdict, alternative });
    }
  });

  it('waits for a source that may still make it hold', () => {
    expect(summarise([either], [conclusion(MARRIAGE, [['proof/0/0', 'NOT_FOUND']])]).materials[0]).to.include({
      verdict: 'UNAVAILABLE',
      department: 'human-resources',
    });
  });

  it('takes the worst evidence of an alternative, and lists all', () => {
    for (const [marriage, diploma, verdict, department] of [
      ['VERIFIED', 'VERIFIED', 'VERIFIED', 'civil-affairs'],
      ['VERIFIED', 'SUSPENDED', 'SUSPENDED', 'human-resources'],
      ['ANNULLED', 'SUSPENDED', 'ANNULLED', 'civil-affairs'],
      ['REFUSED', 'NOT_FOUND', 'REFUSED', 'civil-affairs'],
    ] as const) {
      const conclusions = [
        conclusion(MARRIAGE, [['proof/0/0', marriage]]),
        conclusion(DIPLOMA, [['proof/0/1', diploma]]),
      ];
      const [result] = summarise([both], conclusions).materials;
      expect(result).to.include({ verdict, department });
      expect(result?.evidence.map((part) => part.verdict)).to.deep.equal([marriage, diploma]);
    }
    const definite = summarise([both], [conclusion(MARRIAGE, [['proof/0/0', 'NOT_FOUND']])]);
    expect(definite.materials[0]?.verdict).to.equal('NOT_FOUND');
  });

  it('speaks of the materials that were asked for and of no other', () => {
    const other = material('other', [{ evidence: [evidenceOf()] }]);
    expect(summarise([one(), other], [], [other]).materials.map(({ materialCode }) => materialCode)).to.deep.equal([
      'other',
    ]);
  });
});
