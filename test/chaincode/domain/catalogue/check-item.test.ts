// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { checkItem, recordTypesNamed } from '../../../../chaincode/domain/catalogue/check-item.js';
import type { Requirement, ServiceItem } from '../../../../chaincode/domain/catalogue/service-item.js';
import { claim, item, recordType, requirement, viewOf } from '../../support/catalogue.js';
import { itHolds, type Case } from '../../support/expect-refusal.js';

const receipt = recordType({ code: 'human-resources.receipt', claims: [claim('number')] });
const licence = recordType({ code: 'market-supervision.licence', subjectKind: 'LEGAL_PERSON' });
const view = viewOf(['human-resources'], [recordType(), receipt, licence]);
const check = (changes: Partial<ServiceItem>) => () => {
  checkItem(item(changes), view);
};
const title = { zh: '名称', en: 'Title' };

function withEvidence(evidence: object): () => void {
  const one = { recordType: 'civil-affairs.marriage', waiverMethod: 'DATA_CALL' as const, ...evidence };
  return check({ requirements: [requirement({ alternatives: [{ evidence: [one] }] })] });
}
function withRequirement(changes: Partial<Requirement>): () => void {
  return check({ requirements: [requirement(changes)] });
}
function withField(source: object, code = 'x'): () => void {
  const whole = { subjectRole: 'applicant', recordType: 'civil-affairs.marriage', claim: 'name', ...source };
  return check({ fields: [{ code, title, source: whole }] });
}
function invalid(name: string, at: string, rule: () => unknown): Case {
  return { name, at, rule, refused: 'CATALOGUE_INVALID' };
}

const predicated = {
  alternatives: [
    {
      evidence: [
        { recordType: 'civil-affairs.marriage', waiverMethod: 'DATA_CALL' as const, predicate: 'claim.name == "a"' },
      ],
    },
  ],
};
const applicant = item().subjects[0];
const partner = 'claim.partner == subject.child';
const evidenced = (predicate?: string) => ({
  recordType: 'civil-affairs.marriage',
  waiverMethod: 'DATA_CALL' as const,
  ...(predicate === undefined ? {} : { predicate }),
});
function withChild(
  relation: string | undefined,
  requirements: readonly Partial<Requirement>[],
  { drawn = true, applicantRelation }: { drawn?: boolean; applicantRelation?: string } = {},
): () => void {
  const one = { kind: 'NATURAL_PERSON' as const, title, required: true };
  const named = (code: string | undefined) => (code === undefined ? {} : { relation: code });
  const subjects = [
    { role: 'applicant', ...one, ...named(applicantRelation) },
    { role: 'child', ...one, ...named(relation) },
    { role: 'guest', ...one },
  ];
  const source = { subjectRole: 'child', recordType: 'civil-affairs.marriage', claim: 'name' };
  const fields = drawn ? [{ code: 'childName', title, source }] : [];
  return check({ subjects, fields, requirements: requirements.map((changes) => requirement(changes)) });
}
const proof = (evidence: readonly ReturnType<typeof evidenced>[][], subjectRole = 'applicant') => ({
  materialCode: 'relation-proof',
  subjectRole,
  alternatives: evidence.map((all) => ({ evidence: all })),
});
const evidencePlace = '/document/requirements/0/alternatives/0/evidence/0';

describe('a service item', () => {
  itHolds([
    { name: 'one that is in order', rule: check({}) },
    {
      name: 'one without materials, fields and questions',
      rule: check({ requirements: [], fields: [], scenario: [] }),
    },
    {
      name: 'a predicate over claims, answers, subjects and the day',
      rule: withEvidence({
        predicate: 'claim.married == answer.married && claim.partner == subject.applicant && on > "2000-01-01"',
      }),
    },
    { name: 'a material on no record', rule: withRequirement({ alternatives: [] }) },
    invalid(
      'a material on no record that cannot be brought',
      '/document/requirements/0/fallback',
      withRequirement({ alternatives: [], fallback: 'NONE' }),
    ),
    { name: 'a condition over answers', rule: withRequirement({ when: 'answer.married' }) },
    { name: 'a result of its own department', rule: check({ resultRecordType: 'human-resources.receipt' }) },
    {
      name: 'an item of an unknown department',
      refused: 'DEPARTMENT_UNKNOWN',
      at: '/document/code',
      rule: () => {
        checkItem(item(), viewOf([], [recordType()]));
      },
    },
    invalid(
      'no applicant',
      '/document/subjects',
      check({ subjects: [{ role: 'child', kind: 'NATURAL_PERSON', title, required: true }] }),
    ),
    invalid(
      'an applicant who may be left out',
      '/document/subjects',
      check({ subjects: [{ role: 'applicant', kind: 'NATURAL_PERSON', title, required: false }] }),
    ),
    invalid(
      'one role twice',
      '/document/subjects/1/role',
      check({ subjects: applicant === undefined ? [] : [applicant, applicant] }),
    ),
    invalid(
      'one material code twice',
      '/document/requirements/1/materialCode',
      check({ requirements: [requirement(), requirement()] }),
    ),
    invalid('a material of an unknown role', `${evidencePlace}/subjectRole`, withRequirement({ subjectRole: 'child' })),
    invalid(
      'evidence about the wrong kind of subject',
      `${evidencePlace}/recordType`,
      withEvidence({ recordType: 'market-supervision.licence' }),
    ),
    {
      name: 'evidence of an unknown record type',
      refused: 'RECORD_TYPE_UNKNOWN',
      at: `${evidencePlace}/recordType`,
      rule: withEvidence({ recordType: 'civil-affairs.divorce' }),
    },
    {
      name: 'a predicate over an unknown claim',
      refused: 'PREDICATE_NOT_ALLOWED',
      at: `${evidencePlace}/predicate`,
      rule: withEvidence({ predicate: 'claim.height == "1"' }),
    },
    {
      name: 'a predicate over an unknown role',
      refused: 'PREDICATE_NOT_ALLOWED',
      rule: withEvidence({ predicate: 'claim.partner == subject.spouse' }),
    },
    {
      name: 'a predicate over a claim that is never shared',
      refused: 'CLAIM_NOT_SHARED',
      at: `${evidencePlace}/predicate`,
      rule: withEvidence({ predicate: 'claim.secret == "1"' }),
    },
    {
      name: 'a condition over claims',
      refused: 'PREDICATE_NOT_ALLOWED',
      at: '/document/requirements/0/when',
      rule: withRequirement({ when: 'claim.married' }),
    },
    {
      name: 'a condition over subjects',
      refused: 'PREDICATE_NOT_ALLOWED',
      rule: withRequirement({ when: 'subject.applicant == "1"' }),
    },
    invalid('one field code twice', '/document/fields/1/code', check({ fields: [...item().fields, ...item().fields] })),
    invalid('a field of an unknown role', '/document/fields/0/source/subjectRole', withField({ subjectRole: 'child' })),
    {
      name: 'a field of an unknown record type',
      refused: 'RECORD_TYPE_UNKNOWN',
      at: '/document/fields/0/source/recordType',
      rule: withField({ recordType: 'civil-affairs.divorce' }),
    },
    {
      name: 'a field of an unknown claim',
      refused: 'CLAIM_UNKNOWN',
      at: '/document/fields/0/source/claim',
      rule: withField({ claim: 'height' }),
    },
    {
      name: 'a field of a claim that is never shared',
      refused: 'CLAIM_NOT_SHARED',
      rule: withField({ claim: 'secret' }),
    },
    invalid('a field filled with a pseudonym', '/document/fields/0/source/claim', withField({ claim: 'partner' })),
    invalid(
      'one question twice',
      '/document/scenario/1/name',
      check({ scenario: [...item().scenario, ...item().scenario] }),
    ),
    invalid(
      'a code question without values',
      '/document/scenario/0/values',
      check({ scenario: [{ name: 'q', title, type: 'code', required: true }] }),
    ),
    invalid(
      'values of a yes-no question',
      '/document/scenario/0/values',
      check({ scenario: [{ name: 'q', title, type: 'boolean', values: ['A'], required: true }] }),
    ),
    {
      name: 'a relation shown about the applicant',
      rule: withChild('relation-proof', [proof([[evidenced(partner)]])]),
    },
    {
      name: 'a relation shown about the other one',
      rule: withChild('relation-proof', [proof([[evidenced('claim.partner == subject.applicant')]], 'child')]),
    },
    {
      name: 'a relation that one piece of evidence of each alternative shows',
      rule: withChild('relation-proof', [proof([[evidenced(), evidenced(partner)], [evidenced(partner)]])]),
    },
    { name: 'another role from which no field draws', rule: withChild(undefined, [], { drawn: false }) },
    invalid('a field about a role without a relation', '/document/subjects/1/relation', withChild(undefined, [])),
    invalid(
      'a relation of the applicant',
      '/document/subjects/0/relation',
      withChild('relation-proof', [proof([[evidenced(partner)]])], { applicantRelation: 'relation-proof' }),
    ),
    ...(
      [
        ['no material of the item', []],
        ['a material that joins nobody', [proof([[evidenced()]])]],
        ['a material with an alternative that joins nobody', [proof([[evidenced(partner)], [evidenced()]])]],
        ['a material about a third one', [proof([[evidenced(partner)]], 'guest')]],
        [
          'a material about the role that names a third one',
          [proof([[evidenced('claim.partner == subject.guest')]], 'child')],
        ],
        ['a material about the role that names itself', [proof([[evidenced(partner)]], 'child')]],
      ] as const
    ).map(([name, requirements]) =>
      invalid(`a relation by ${name}`, '/document/subjects/1/relation', withChild('relation-proof', requirements)),
    ),
    {
      name: 'an unknown result',
      refused: 'RECORD_TYPE_UNKNOWN',
      at: '/document/resultRecordType',
      rule: check({ resultRecordType: 'human-resources.letter' }),
    },
    invalid(
      'a result of another department',
      '/document/resultRecordType',
      check({ resultRecordType: 'civil-affairs.marriage' }),
    ),
  ]);

  it('lists the record types that it names, each once', () => {
    const named = recordTypesNamed(item({ resultRecordType: 'human-resources.receipt' }));
    expect(named).to.deep.equal(['civil-affairs.marriage', 'human-resources.receipt']);
    expect(recordTypesNamed(item())).to.deep.equal(['civil-affairs.marriage']);
  });

  it('does not take a fault of its own for a refusal of the predicate', () => {
    const failing = { ...view, recordType: () => ({ ...recordType(), claims: undefined as never }) };
    expect(() => {
      checkItem(item({ requirements: [requirement(predicated)] }), failing);
    }).to.throw(TypeError);
  });
});
