// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { parseOnce, type Shape } from '../../../chaincode/transactions/parse-once.js';

interface Named {
  readonly name: string;
  readonly parts: readonly string[];
}

const shape: Shape<Named> = {
  Check: (value): value is Named => typeof value === 'object' && value !== null && 'name' in value,
};

describe('documents that are parsed once', () => {
  it('are the same object for the same text, and nobody can change them', () => {
    const parse = parseOnce();
    const first = parse('k', shape, '{"name":"a","parts":["b"]}');
    expect(first).to.deep.equal({ name: 'a', parts: ['b'] });
    expect(parse('k', shape, '{"name":"a","parts":["b"]}')).to.equal(first);
    expect(() => (first?.parts as string[]).push('c')).to.throw(TypeError);
    expect(() => Object.assign(first ?? {}, { name: 'b' })).to.throw(TypeError);
  });

  it('follow the text under their key, and are none in another shape', () => {
    const parse = parseOnce();
    const never: Shape<Named> = { Check: (value): value is Named => value === undefined };
    expect(parse('k', shape, '{"name":"a"}')).to.deep.equal({ name: 'a' });
    expect(parse('k', shape, '{"name":"b"}')).to.deep.equal({ name: 'b' });
    expect(parse('k', shape, '{"name":"a"}')).to.deep.equal({ name: 'a' });
    expect(parse('k', never, '{"name":"a"}')).to.equal(undefined);
    for (const text of ['', '{', '1', '{"other":1}']) expect(parse('k', shape, text)).to.equal(undefined);
    expect(parse('other', shape, '{"name":"c"}')).to.deep.equal({ name: 'c' });
  });

  it('stay right when there are more than are kept', () => {
    const parse = parseOnce();
    const text = (index: number) => `{"name":"n${index}"}`;
    for (let index = 0; index < 2100; index += 1) parse(`k${index}`, shape, text(index));
    for (const index of [0, 1500, 2099]) {
      expect(parse(`k${index}`, shape, text(index))).to.deep.equal({ name: `n${index}` });
    }
  });
});
