// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Value } from 'typebox/value';
import { expect } from 'chai';
import type { ServiceItem } from '../../../../chaincode/domain/catalogue/service-item.js';
import type { Theme } from '../../../../chaincode/domain/catalogue/theme.js';
import { DomainError } from '../../../../chaincode/domain/domain-error.js';
import { planTheme } from '../../../../gateway/usecases/themes/plan-theme.js';
import { ThemePlan } from '../../../../gateway/usecases/themes/theme-plan.js';
import { item as graduateReport } from '../support/catalogue.js';

const title = (en: string) => ({ zh: en, en });
const [household] = graduateReport.requirements;
if (household === undefined) throw new RangeError('the item of the catalogue asks for nothing');
const material = (materialCode: string, other: Partial<typeof household> = {}) => ({
  ...household,
  materialCode,
  title: title(materialCode),
  ...other,
});

function item(code: string, other: Partial<ServiceItem>): ServiceItem {
  return {
    ...graduateReport,
    code,
    title: title(code),
    scenario: [],
    requirements: [],
    fields: [],
    asks: [],
    ...other,
  };
}

const area = { code: 'area', title: title('Area'), type: 'integer', required: false } as const;
const licence = item('market.licence', {
  promisedWorkingDays: 5,
  requirements: [material('identity'), material('premises', { fallback: 'COMMITMENT' }), material('plan')],
  asks: [area],
});
const kitchen = item('health.kitchen', {
  promisedWorkingDays: 12,
  scenario: [{ name: 'coldDishes', title: title('Cold dishes?'), type: 'boolean', required: true }],
  requirements: [
    material('identity'),
    material('identity', { subjectRole: 'spouse' }),
    material('premises', { alternatives: [] }),
    material('cold-room', { when: 'answer.coldDishes' }),
  ],
  asks: [
    { ...area, required: true },
    { ...area, code: 'seats' },
  ],
});
const sign = item('urban.sign', { promisedWorkingDays: 3, requirements: [material('plan')] });

const theme: Theme = {
  v: 1,
  code: 'market.restaurant',
  version: 4,
  title: title('Restaurant'),
  scenario: [
    ...kitchen.scenario,
    { name: 'outdoorSign', title: title('A sign outdoors?'), type: 'boolean', required: true },
    { name: 'size', title: title('Size'), type: 'code', values: ['SMALL', 'LARGE'], required: false },
  ],
  items: [
    { itemCode: 'market.licence', dependsOn: [] },
    { itemCode: 'urban.sign', when: 'answer.outdoorSign', dependsOn: ['market.licence'] },
    { itemCode: 'health.kitchen', dependsOn: ['market.licence', 'urban.sign'] },
  ],
  promisedWorkingDays: 8,
  baseline: { materials: 8, workingDays: 20 },
  halls: ['central'],
  legalReference: title('Regulation 1'),
};
const items = new Map([licence, kitchen, sign].map((one) => [one.code, one]));
const all = { coldDishes: true, outdoorSign: true };

function refusalOf(act: () => unknown): Pick<DomainError, 'code' | 'pointer'> | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { code: error.code, pointer: error.pointer };
  }
}

describe('plan of a theme', () => {
  it('has each material of one code about one role once, with the items that ask for it', () => {
    const { materials } = planTheme(theme, items, all);
    expect(
      materials.map(({ materialCode, subjectRole, itemCodes }) => [materialCode, subjectRole, itemCodes]),
    ).to.deep.equal([
      ['identity', 'applicant', ['market.licence', 'health.kitchen']],
      ['premises', 'applicant', ['market.licence', 'health.kitchen']],
      ['plan', 'applicant', ['market.licence', 'urban.sign']],
      ['identity', 'spouse', ['health.kitchen']],
      ['cold-room', 'applicant', ['health.kitchen']],
    ]);
  });

  it('takes instead of a record what the strictest item takes, and says which are on no record at all', () => {
    const { materials } = planTheme(theme, items, all);
    const premises = materials.find(({ materialCode }) => materialCode === 'premises');
    expect(premises).to.include({ accepts: 'UPLOAD', onRecord: true });
    const alone = planTheme({ ...theme, items: [{ itemCode: 'health.kitchen', dependsOn: [] }] }, items, all);
    expect(alone.materials.find(({ materialCode }) => materialCode === 'premises')).to.include({ onRecord: false });
  });

  it('asks each question of the form once; one item that needs the answer is enough', () => {
    const { form } = planTheme(theme, items, all);
    expect(form.asks.map(({ code, required, itemCodes }) => [code, required, itemCodes])).to.deep.equal([
      ['area', true, ['market.licence', 'health.kitchen']],
      ['seats', false, ['health.kitchen']],
    ]);
  });

  it('goes in stages; nobody waits for what the answers leave out', () => {
    expect(planTheme(theme, items, all).stages).to.deep.equal([['market.licence'], ['urban.sign'], ['health.kitchen']]);
    const without = planTheme(theme, items, { ...all, outdoorSign: false });
    expect(without.stages).to.deep.equal([['market.licence'], ['health.kitchen']]);
    expect(without.items.map(({ itemCode, dependsOn }) => [itemCode, dependsOn])).to.deep.equal([
      ['market.licence', []],
      ['health.kitchen', ['market.licence']],
    ]);
    expect(without.departments).to.deep.equal(['market', 'health']);
  });

  it('counts what is saved for these answers, not for all', () => {
    expect(planTheme(theme, items, all).saved).to.deep.equal({
      materials: { separately: 8, together: 5, percent: 37.5 },
      workingDays: { separately: 20, together: 8, percent: 60 },
    });
    expect(planTheme(theme, items, { coldDishes: false, outdoorSign: false }).saved).to.deep.equal({
      materials: { separately: 6, together: 4, percent: 33.3 },
      workingDays: { separately: 17, together: 8, percent: 52.9 },
    });
  });

  it('fits its schema', () => {
    expect(Value.Check(ThemePlan, planTheme(theme, items, all))).to.equal(true);
  });

  for (const [what, answers, pointer] of [
    ['to no question', { ...all, moon: true }, '/scenario'],
    ['that is lacking', { outdoorSign: true }, '/scenario/coldDishes'],
    ['of another kind', { ...all, coldDishes: 'yes' }, '/scenario/coldDishes'],
    ['that is not among the values', { ...all, size: 'HUGE' }, '/scenario/size'],
  ] as const) {
    it(`refuses an answer ${what}`, () => {
      expect(refusalOf(() => planTheme(theme, items, answers))).to.deep.equal({ code: 'REQUEST_MALFORMED', pointer });
    });
  }

  it('refuses answers that leave no item, and a theme whose item is not published', () => {
    const [, signOnly] = theme.items;
    const little = { ...theme, items: signOnly === undefined ? [] : [signOnly] };
    expect(refusalOf(() => planTheme(little, items, { ...all, outdoorSign: false }))?.code).to.equal('THEME_DIFFERS');
    expect(refusalOf(() => planTheme(theme, new Map(), all))?.code).to.equal('ITEM_UNKNOWN');
  });

  it('freight company: 44 materials become 30, and 30 working days 10', async () => {
    const read = async <T>(path: string): Promise<T> => {
      const place = new URL(`../../../../../network/catalogue/${path}.json`, import.meta.url); // compiled files lie under dist
      return JSON.parse(await readFile(fileURLToPath(place), 'utf8')) as T;
    };
    const freight = await read<Theme>('themes/transport.freight-company');
    const needed = await Promise.all(freight.items.map(({ itemCode }) => read<ServiceItem>(`items/${itemCode}`)));
    const plan = planTheme(freight, new Map(needed.map((one) => [one.code, one])), { heavyVehicles: true });
    expect(plan.saved.materials).to.include({ separately: 44, together: 30 });
    expect(plan.saved.workingDays).to.include({ separately: 30, together: 10 });
  });
});
