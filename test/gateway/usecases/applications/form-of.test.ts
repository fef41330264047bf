// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { formOf } from '../../../../gateway/usecases/applications/form-of.js';
import type { PrefilledField } from '../../../../gateway/usecases/verifications/verification-answer.js';
import { instant } from '../../http/application-catalogue.js';

const source = {
  department: 'data-bureau',
  recordType: 'data-bureau.household',
  recordId: 'A'.repeat(26),
  attestedAt: '2030-01-01T00:00:00.000Z',
};
const prefill: PrefilledField[] = [
  { field: 'name', value: 'Name 1', source },
  { field: 'address', value: 'Road 1', source },
];

describe('the form of an item', () => {
  it('is what records fill in, and what the applicant says', () => {
    const { form, changedFields } = formOf(instant, prefill, { account: 'A-1' });
    expect(form).to.deep.equal({ name: 'Name 1', address: 'Road 1', account: 'A-1' });
    expect(changedFields).to.deep.equal([]);
  });

  it('flags a field that is not as the record has it, and none that is said the same', () => {
    const { form, changedFields } = formOf(instant, prefill, { name: 'Name 1', address: 'Road 2' });
    expect(form).to.deep.equal({ name: 'Name 1', address: 'Road 2' });
    expect(changedFields).to.deep.equal(['address']);
  });

  it('has the fields that the item declares, and nothing more', () => {
    const { form, changedFields } = formOf(instant, prefill, { motto: 'of another item' });
    expect(form).to.deep.equal({ name: 'Name 1', address: 'Road 1' });
    expect(changedFields).to.deep.equal([]);
  });

  it('flags nothing that no record filled in', () => {
    expect(formOf(instant, [], { address: 'Road 2' })).to.deep.equal({
      form: { address: 'Road 2' },
      changedFields: [],
    });
  });
});
