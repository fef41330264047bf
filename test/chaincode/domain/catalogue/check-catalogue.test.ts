// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { checkCatalogue, type Catalogue } from '../../../../chaincode/domain/catalogue/check-catalogue.js';
import {
  accreditation,
  calendar,
  department,
  duty,
  hall,
  item,
  purpose,
  recordType,
  theme,
} from '../../support/catalogue.js';

const whole: Catalogue = {
  departments: [department('human-resources'), department('civil-affairs')],
  purposes: [purpose()],
  recordTypes: [recordType()],
  duties: [duty()],
  accreditations: [accreditation()],
  calendars: [calendar()],
  halls: [hall()],
  items: [item()],
  themes: [theme()],
};

describe('a whole catalogue', () => {
  it('has no fault when every document fits the others', () => {
    expect(checkCatalogue(whole)).to.deep.equal([]);
  });

  it('names every document that no longer fits, in the order of publication', () => {
    const faults = checkCatalogue({ ...whole, departments: [department('human-resources')], recordTypes: [] });
    expect(faults.map(({ kind, code, refusal }) => `${kind} ${code} ${refusal}`)).to.deep.equal([
      'duties talent-duty RECORD_TYPE_UNKNOWN',
      'accreditations civil-affairs.marriage RECORD_TYPE_UNKNOWN',
      'items human-resources.graduate-report RECORD_TYPE_UNKNOWN',
    ]);
    const bare = checkCatalogue({ ...whole, items: [], calendars: [calendar({ year: 2025 })], halls: [] });
    expect(bare.map(({ kind, refusal }) => `${kind} ${refusal}`)).to.deep.equal([
      'calendars CATALOGUE_INVALID',
      'themes ITEM_UNKNOWN',
    ]);
    expect(checkCatalogue({ ...whole, departments: [] })[0]).to.include({
      kind: 'purposes',
      pointer: '/document/departments/0',
    });
  });

  it('finds a code that two documents have', () => {
    const faults = checkCatalogue({ ...whole, purposes: [purpose(), purpose()] });
    expect(faults).to.have.length(1);
    expect(faults[0]).to.include({ kind: 'purposes', refusal: 'CATALOGUE_INVALID', pointer: '/document/code' });
  });

  it('does not take a fault of its own for one of the catalogue', () => {
    const broken = { ...duty(), recordTypes: undefined as never };
    expect(() => checkCatalogue({ ...whole, duties: [broken] })).to.throw(TypeError);
  });
});
