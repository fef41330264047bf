// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { checkFiledItem, type AskedMaterials } from '../../../../chaincode/domain/application/check-filed-item.js';
import { checkForm } from '../../../../chaincode/domain/application/check-form.js';
import { dependenciesOf } from '../../../../chaincode/domain/application/check-theme-filing.js';
import type { FiledMaterial } from '../../../../chaincode/domain/application/filed-material.js';
import type { Ask } from '../../../../chaincode/domain/catalogue/service-item.js';
import type { Theme } from '../../../../chaincode/domain/catalogue/theme.js';
import { reportItem } from '../../support/access.js';
import { requirement } from '../../support/catalogue.js';
import { expectRefusal, itHolds } from '../../support/expect-refusal.js';

const title = { zh: '名称', en: 'Title' };
const ITEM = reportItem({
  requirements: [
    requirement({ materialCode: 'photo', fallback: 'UPLOAD' }),
    requirement({ materialCode: 'promise', fallback: 'COMMITMENT' }),
    requirement({ materialCode: 'record', fallback: 'NONE' }),
  ],
});
const CODES = ['photo', 'promise', 'record'];

function summary(...verdicts: ('VERIFIED' | 'NOT_FOUND')[]): AskedMaterials {
  const asked = CODES.slice(0, verdicts.length);
  return { asked, onRecord: asked.filter((_, index) => verdicts[index] === 'VERIFIED') };
}

const upload = (materialCode: string): FiledMaterial => ({ materialCode, how: 'UPLOAD', digests: ['d'] });
const commitment = (materialCode: string): FiledMaterial => ({ materialCode, how: 'COMMITMENT', digest: 'd' });
const plain = (materialCode: string, how: 'RECORD' | 'MISSING'): FiledMaterial => ({ materialCode, how });
const none = { repeatCollected: [], changedFields: [] };
const NONE_FOUND = summary('NOT_FOUND', 'NOT_FOUND', 'VERIFIED');
const GOOD = [upload('photo'), commitment('promise'), plain('record', 'RECORD')];
const filing =
  (materials: FiledMaterial[], changes: object = {}, verified: AskedMaterials | undefined = NONE_FOUND) =>
  () => {
    checkFiledItem(ITEM, { materials, ...none, ...changes }, verified);
  };

describe('what is filed of an item', () => {
  itHolds([
    { name: 'records, and what does instead of those that are not there', rule: filing(GOOD) },
    {
      name: 'an upload for a commitment',
      rule: filing([upload('photo'), upload('promise'), plain('record', 'RECORD')]),
    },
    {
      name: 'what is still missing',
      rule: filing([plain('photo', 'MISSING'), commitment('promise'), plain('record', 'RECORD')]),
    },
    {
      name: 'a material that no source has verified as a record',
      rule: filing([plain('photo', 'RECORD'), commitment('promise'), plain('record', 'RECORD')]),
      refused: 'MATERIAL_NOT_VERIFIED',
      at: '/materials/0',
    },
    {
      name: 'a commitment where only an upload does',
      rule: filing([commitment('photo'), commitment('promise'), plain('record', 'RECORD')]),
      refused: 'SUBSTITUTE_NOT_ACCEPTED',
    },
    {
      name: 'an upload where only the record does',
      rule: filing(
        [upload('photo'), commitment('promise'), upload('record')],
        {},
        summary('NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'),
      ),
      refused: 'SUBSTITUTE_NOT_ACCEPTED',
      at: '/materials/2',
    },
    {
      name: 'an upload of what is on record',
      rule: filing(GOOD, {}, summary('VERIFIED', 'NOT_FOUND', 'VERIFIED')),
      refused: 'MATERIAL_VERIFIABLE',
      at: '/materials/0',
    },
    {
      name: 'an upload of what is on record, by a department that says so',
      rule: filing(GOOD, { repeatCollected: ['photo'] }, summary('VERIFIED', 'NOT_FOUND', 'VERIFIED')),
    },
    {
      name: 'a repeat collection of what is not on record',
      rule: filing(GOOD, { repeatCollected: ['photo'] }),
      refused: 'MATERIALS_DIFFER',
      at: '/repeatCollected',
    },
    { name: 'a material left out', rule: filing(GOOD.slice(1)), refused: 'MATERIALS_DIFFER' },
    {
      name: 'a material twice',
      rule: filing([GOOD[0], GOOD[0], GOOD[2]] as FiledMaterial[]),
      refused: 'MATERIALS_DIFFER',
    },
    { name: 'a material that was not asked for', rule: filing(GOOD, {}, summary()), refused: 'MATERIALS_DIFFER' },
    { name: 'a changed field of the item', rule: filing(GOOD, { changedFields: ['fullName'] }) },
    {
      name: 'a changed field that the item does not have',
      rule: filing(GOOD, { changedFields: ['salary'] }),
      refused: 'FIELD_NOT_DECLARED',
    },
  ]);

  it('needs no access for what no record can show, and for nothing else', () => {
    const materials = [upload('photo'), upload('record')];
    const onNone = {
      ...ITEM,
      requirements: ITEM.requirements.map((one) => ({ ...one, alternatives: [], fallback: 'UPLOAD' as const })),
    };
    expect(() => {
      checkFiledItem(onNone, { materials, ...none }, undefined);
    }).not.to.throw();
    const [photo] = onNone.requirements;
    const some = {
      ...ITEM,
      requirements: ITEM.requirements.map((one, index) => (index === 0 && photo !== undefined ? photo : one)),
    };
    expectRefusal(() => {
      checkFiledItem(some, { materials, ...none }, undefined);
    }, 'MATERIALS_DIFFER');
  });

  it('is nothing for a case without materials and without an access', () => {
    expect(() => {
      checkFiledItem(ITEM, { materials: [], ...none }, undefined);
    }).not.to.throw();
    expectRefusal(() => {
      checkFiledItem(ITEM, { materials: GOOD, ...none }, undefined);
    }, 'MATERIALS_DIFFER');
  });
});

describe('the items of an application', () => {
  const theme: Theme = {
    v: 1,
    code: 'market-supervision.restaurant',
    version: 1,
    title,
    scenario: [],
    items: [
      { itemCode: 'market-supervision.licence', dependsOn: [] },
      { itemCode: 'health.food', dependsOn: ['market-supervision.licence', 'fire.check'] },
      { itemCode: 'fire.check', when: 'answer.large', dependsOn: [] },
    ],
    promisedWorkingDays: 10,
    baseline: { materials: 10, workingDays: 30 },
    legalReference: title,
  };

  it('depend on each other as the theme says, of those that are in the case', () => {
    const of = (...codes: string[]) => Object.fromEntries(dependenciesOf(codes, theme));
    expect(of('market-supervision.licence', 'health.food')).to.deep.equal({
      'market-supervision.licence': [],
      'health.food': ['market-supervision.licence'],
    });
    expect(of('market-supervision.licence', 'health.food', 'fire.check')['health.food']).to.have.length(2);
  });

  itHolds(
    [
      { name: 'one item without a theme', codes: ['a.b'], of: undefined },
      { name: 'two items without a theme', codes: ['a.b', 'a.c'], of: undefined, refused: 'THEME_DIFFERS' as const },
      { name: 'an item twice', codes: ['a.b', 'a.b'], of: undefined, refused: 'THEME_DIFFERS' as const },
      {
        name: 'an item that is always part of it left out',
        codes: ['health.food'],
        of: theme,
        refused: 'THEME_DIFFERS' as const,
      },
      {
        name: 'an item that is not part of it',
        codes: ['market-supervision.licence', 'health.food', 'tax.x'],
        of: theme,
        refused: 'THEME_DIFFERS' as const,
      },
    ].map(({ codes, of, ...row }) => ({ ...row, rule: () => dependenciesOf(codes, of) })),
  );
});

describe('a form', () => {
  const asks: Ask[] = [
    { code: 'phone', title, type: 'string', required: true, maxLength: 11 },
    { code: 'kind', title, type: 'code', required: false, values: ['A', 'B'] },
  ];
  const form = (values: Record<string, string | number>) => () => {
    checkForm(reportItem({ asks }), { form: values });
  };
  itHolds([
    { name: 'fields filled in and asked ones', rule: form({ phone: '13800000000', fullName: 'x', kind: 'A' }) },
    { name: 'a required field left out', rule: form({ fullName: 'x' }), refused: 'FORM_INVALID', at: '/form/phone' },
    {
      name: 'a field that the item does not have',
      rule: form({ phone: '1', salary: 1 }),
      refused: 'FORM_INVALID',
      at: '/form',
    },
    { name: 'a value of another type', rule: form({ phone: 138 }), refused: 'FORM_INVALID' },
    { name: 'too long a value', rule: form({ phone: '1'.repeat(12) }), refused: 'FORM_INVALID' },
    { name: 'a code that is not listed', rule: form({ phone: '1', kind: 'C' }), refused: 'FORM_INVALID' },
  ]);
});
