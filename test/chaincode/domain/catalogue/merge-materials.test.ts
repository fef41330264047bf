// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { mergeMaterials } from '../../../../chaincode/domain/catalogue/merge-materials.js';
import { item, requirement } from '../../support/catalogue.js';

describe('the materials of several items', () => {
  it('stand once for each code and subject role, with the items that ask for them', () => {
    const proof = requirement({ materialCode: 'proof' });
    const first = item({ code: 'a.a', requirements: [proof, requirement({ materialCode: 'form' })] });
    const second = item({ code: 'a.b', requirements: [{ ...proof, subjectRole: 'child' }, proof] });
    const merged = mergeMaterials([first, second]);
    expect(
      merged.map(({ materialCode, subjectRole, itemCodes }) => [materialCode, subjectRole, itemCodes]),
    ).to.deep.equal([
      ['proof', 'applicant', ['a.a', 'a.b']],
      ['form', 'applicant', ['a.a']],
      ['proof', 'child', ['a.b']],
    ]);
  });
});
