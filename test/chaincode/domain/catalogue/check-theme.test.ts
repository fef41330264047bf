// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { checkTheme, type ThemeView } from '../../../../chaincode/domain/catalogue/check-theme.js';
import { dependencyOrder } from '../../../../chaincode/domain/catalogue/dependency-order.js';
import type { Theme } from '../../../../chaincode/domain/catalogue/theme.js';
import { hall, item, theme, viewOf } from '../../support/catalogue.js';
import { itHolds } from '../../support/expect-refusal.js';

const title = { zh: '名称', en: 'Title' };
const REPORT = 'human-resources.graduate-report';
const GRANT = 'human-resources.grant';
const LICENCE = 'human-resources.licence';
const NOTE = 'human-resources.note';
const NUMBER = 'human-resources.number';
const city = { name: 'city', title, type: 'code' as const, values: ['A', 'B'], required: true };
const asked = [city];
const company = { role: 'applicant', kind: 'LEGAL_PERSON' as const, title, required: true };
const note = { code: 'note', title, type: 'string' as const, required: false };
const items = [
  item(),
  item({ code: NOTE, asks: [note] }),
  item({ code: NUMBER, asks: [{ ...note, type: 'integer' }] }),
  item({ code: GRANT, scenario: asked }),
  item({ code: LICENCE, scenario: [], subjects: [company], requirements: [], fields: [] }),
];
const view: ThemeView = {
  department: (code) => viewOf(['human-resources'], []).department(code),
  item: (code) => items.find((candidate) => candidate.code === code),
  hall: (code) => (code === 'town-hall' ? hall() : undefined),
};
const check = (changes: Partial<Theme>) => () => {
  checkTheme(theme(changes), view);
};
const of = (itemCode: string, dependsOn: string[] = [], when?: string) => ({
  itemCode,
  dependsOn,
  ...(when === undefined ? {} : { when }),
});
const both = [of(REPORT), of(GRANT, [REPORT])];

describe('a theme', () => {
  itHolds([
    { name: 'one item', rule: check({}) },
    { name: 'a hall that is there', rule: check({ halls: ['town-hall'] }) },
    { name: 'items one after the other, their questions asked', rule: check({ items: both, scenario: asked }) },
    {
      name: 'fewer answers than the item knows',
      rule: check({ items: both, scenario: [{ ...city, values: ['A'] }] }),
    },
    {
      name: 'a condition on its own answers',
      rule: check({ items: [of(REPORT, [], 'has(answer.married) && answer.married')] }),
    },
    {
      name: 'an unknown department',
      refused: 'DEPARTMENT_UNKNOWN',
      at: '/document/code',
      rule: check({ code: 'customs.graduate' }),
    },
    {
      name: 'more than fifteen working days',
      refused: 'CATALOGUE_INVALID',
      at: '/document/promisedWorkingDays',
      rule: check({ promisedWorkingDays: 16 }),
    },
    {
      name: 'a hall that is not there',
      refused: 'HALL_UNKNOWN',
      at: '/document/halls/1',
      rule: check({ halls: ['town-hall', 'nowhere'] }),
    },
    {
      name: 'a question twice',
      refused: 'CATALOGUE_INVALID',
      at: '/document/scenario/1/name',
      rule: check({ scenario: [...asked, ...asked] }),
    },
    {
      name: 'an item twice',
      refused: 'CATALOGUE_INVALID',
      at: '/document/items/1/itemCode',
      rule: check({ items: [of(REPORT), of(REPORT)] }),
    },
    {
      name: 'an unknown item',
      refused: 'ITEM_UNKNOWN',
      at: '/document/items/1/itemCode',
      rule: check({ items: [of(REPORT), of('human-resources.none')] }),
    },
    {
      name: 'a condition on what it does not ask',
      refused: 'PREDICATE_NOT_ALLOWED',
      at: '/document/items/0/when',
      rule: check({ items: [of(REPORT, [], 'answer.city == "A"')] }),
    },
    {
      name: 'a required question of an item that it does not ask',
      refused: 'CATALOGUE_INVALID',
      at: '/document/items/1/itemCode',
      rule: check({ items: both }),
    },
    {
      name: 'another kind of answer than the item takes',
      refused: 'CATALOGUE_INVALID',
      at: '/document/items/0/itemCode',
      rule: check({ scenario: [{ name: 'married', title, type: 'integer', required: false }] }),
    },
    {
      name: 'an answer that the item does not know',
      refused: 'CATALOGUE_INVALID',
      at: '/document/items/1/itemCode',
      rule: check({ items: both, scenario: [{ ...city, values: ['A', 'C'] }] }),
    },
    {
      name: 'a wait for what is no item of it',
      refused: 'CATALOGUE_INVALID',
      at: '/document/items/0/dependsOn/0',
      rule: check({ items: [of(REPORT, [GRANT])] }),
    },
    {
      name: 'an item that waits for itself',
      refused: 'THEME_CYCLE',
      at: '/document/items/0/dependsOn',
      rule: check({ items: [of(REPORT, [REPORT])] }),
    },
    {
      name: 'two items that wait for each other',
      refused: 'THEME_CYCLE',
      at: '/document/items/0/dependsOn',
      rule: check({ items: [of(REPORT, [GRANT]), of(GRANT, [REPORT])], scenario: asked }),
    },
    {
      name: 'a form field that is a text here and a number there',
      refused: 'CATALOGUE_INVALID',
      at: '/document/items/1/itemCode',
      rule: check({ items: [of(NOTE), of(NUMBER)] }),
    },
    {
      name: 'a role that is a person here and a company there',
      refused: 'CATALOGUE_INVALID',
      at: '/document/items/1/itemCode',
      rule: check({ items: [of(REPORT), of(LICENCE)] }),
    },
  ]);
});

describe('the order of items', () => {
  it('puts into one stage what can be done in parallel', () => {
    const items = [of('a.c', ['a.a', 'a.b']), of('a.a'), of('a.d', ['a.c']), of('a.b')];
    expect(dependencyOrder(items)).to.deep.equal({ stages: [['a.a', 'a.b'], ['a.c'], ['a.d']], waiting: [] });
  });

  it('does not wait for what is left out', () => {
    expect(dependencyOrder([of('a.c', ['a.a'])])).to.deep.equal({ stages: [['a.c']], waiting: [] });
  });

  it('names those that no order can begin with, and orders the rest', () => {
    const items = [of('a.a'), of('a.b', ['a.c']), of('a.c', ['a.b'])];
    expect(dependencyOrder(items)).to.deep.equal({ stages: [['a.a']], waiting: ['a.b', 'a.c'] });
  });
});
