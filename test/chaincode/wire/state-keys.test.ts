// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';

describe('state keys', () => {
  it('join plain parts', () => {
    expect(stateKeys.catalogueVersion('item', 'human-resources.graduate-report', 2)).to.equal(
      'c/item/human-resources.graduate-report/2',
    );
  });

  for (const part of ['', 'a/b', 'a b', '张', 'a\u0000', '../x/']) {
    it(`refuse the part ${JSON.stringify(part)}`, () => expect(() => stateKeys.access(part)).to.throw(RangeError));
  }
});
