// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';

describe('canonical JSON', () => {
  it('orders members by UTF-16 code unit and writes numbers as RFC 8785 does', () => {
    const value = { '\u20ac': 1, '\r': 2, '1': 3, '\ud83d\ude00': 4, '\ufb33': 5, n: [1e21, 0.000001, 1e-7, -0] };
    expect(canonicalJson(value)).to.equal(
      '{"\\r":2,"1":3,"n":[1e+21,0.000001,1e-7,0],"\u20ac":1,"\ud83d\ude00":4,"\ufb33":5}',
    );
  });

  it('leaves out what is undefined, and refuses what is no JSON', () => {
    expect(canonicalJson({ a: undefined, b: null })).to.equal('{"b":null}');
    for (const value of [undefined, Number.NaN, Number.POSITIVE_INFINITY, 1n]) {
      expect(() => canonicalJson(value)).to.throw();
    }
  });
});
