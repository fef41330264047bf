// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { applicableMaterials } from '../../../../chaincode/domain/access/applicable-materials.js';
import { planAccess } from '../../../../chaincode/domain/access/plan-access.js';
import { evidenceOf, field, material, reportItem } from '../../support/access.js';
import { itHolds, expectRefusal } from '../../support/expect-refusal.js';

const asked = { materials: [], fields: [], disclose: 'fields' as const };

describe('the plan of an access', () => {
  it('names per record type the claims that predicates read and those that fields release, sorted', () => {
    const item = reportItem({
      requirements: [
        material('b', [
          { evidence: [evidenceOf('claim.since < on'), evidenceOf(undefined, 'human-resources.diploma')] },
          { evidence: [evidenceOf('claim.married && claim.children > 0')] },
        ]),
        material('a', [{ evidence: [evidenceOf('claim.married')] }]),
        material('not-asked', [{ evidence: [evidenceOf('claim.partner == subject.spouse')] }]),
      ],
      fields: [field('two', 'since'), field('one', 'name'), field('again', 'name', 'spouse')],
    });
    expect(planAccess(item, { ...asked, materials: ['a', 'b'], fields: ['two', 'one', 'again'] })).to.deep.equal([
      {
        department: 'civil-affairs',
        recordType: 'civil-affairs.marriage',
        judged: ['children', 'married', 'since'],
        released: ['name', 'since'],
      },
      { department: 'human-resources', recordType: 'human-resources.diploma', judged: [], released: [] },
    ]);
  });

  it('comes in the same order however it is asked', () => {
    const materials = ['marriage-proof', 'diploma'];
    const plan = planAccess(reportItem(), { ...asked, materials });
    expect(planAccess(reportItem(), { ...asked, materials: [...materials].reverse() })).to.deep.equal(plan);
  });

  it('is sorted by department, also where codes would sort otherwise', () => {
    const codes = ['tax.return', 'tax-north.return', 'tax.account'];
    const item = reportItem({
      requirements: [material('m', [{ evidence: codes.map((code) => evidenceOf(undefined, code)) }])],
    });
    const plan = planAccess(item, { ...asked, materials: ['m'] });
    expect(plan.map(({ recordType }) => recordType)).to.deep.equal(['tax.account', 'tax.return', 'tax-north.return']);
  });

  it('is empty where nothing is asked', () => {
    expect(planAccess(reportItem(), asked)).to.deep.equal([]);
  });

  itHolds([
    {
      name: 'a material that the item does not declare',
      rule: () => planAccess(reportItem(), { ...asked, materials: ['diploma', 'tax-return'] }),
      refused: 'MATERIAL_NOT_DECLARED',
      at: '/materials/1',
    },
    {
      name: 'a field that the item does not declare',
      rule: () => planAccess(reportItem(), { ...asked, fields: ['salary'] }),
      refused: 'FIELD_NOT_DECLARED',
      at: '/fields/0',
    },
    {
      name: 'fields where only verdicts are asked',
      rule: () => planAccess(reportItem(), { ...asked, fields: ['fullName'], disclose: 'verdicts' }),
      refused: 'FIELD_NOT_DECLARED',
      at: '/fields',
    },
  ]);
});

describe('materials that apply', () => {
  const answers = { married: true, reason: 'JOB', since: '2020-02-29', months: 3 };

  it("are those without a condition and those whose condition holds, in the item's order", () => {
    expect(applicableMaterials(reportItem(), answers)).to.deep.equal(['marriage-proof', 'diploma', 'spouse-relation']);
    expect(applicableMaterials(reportItem(), { married: false })).to.deep.equal(['diploma']);
  });

  it('leave out a material whose question was not answered', () => {
    const item = reportItem({
      requirements: [material('m', [{ evidence: [evidenceOf()] }], { when: 'answer.reason != "JOB"' })],
    });
    expect(applicableMaterials(item, { married: true })).to.deep.equal([]);
    expect(applicableMaterials(item, { married: true, reason: 'STUDY' })).to.deep.equal(['m']);
  });

  it('refuse an answer to no question without repeating its name', () => {
    expectRefusal(
      () => applicableMaterials(reportItem(), { ...answers, ofLiWei: true }),
      'REQUEST_MALFORMED',
      '/scenario',
    );
  });

  itHolds(
    [
      { name: 'a required answer that is missing', scenario: { reason: 'JOB' }, at: '/scenario/married' },
      { name: 'text for yes or no', scenario: { married: 'true' }, at: '/scenario/married' },
      {
        name: 'a code that is not one of the values',
        scenario: { married: true, reason: 'FUN' },
        at: '/scenario/reason',
      },
      { name: 'yes or no for a code', scenario: { married: true, reason: true }, at: '/scenario/reason' },
      { name: 'a day that does not exist', scenario: { married: true, since: '2021-02-29' }, at: '/scenario/since' },
      { name: 'a number for a day', scenario: { married: true, since: 1 }, at: '/scenario/since' },
      { name: 'text for a number', scenario: { married: true, months: '3' }, at: '/scenario/months' },
    ].map(({ name, scenario, at }) => ({
      name,
      at,
      refused: 'REQUEST_MALFORMED' as const,
      rule: () => applicableMaterials(reportItem(), scenario),
    })),
  );

  it('refuse any code where the question names no values', () => {
    const [question] = reportItem().scenario;
    const scenario = question === undefined ? [] : [{ ...question, type: 'code' as const }];
    expectRefusal(() => applicableMaterials(reportItem({ scenario }), { married: 'YES' }), 'REQUEST_MALFORMED');
  });
});
