// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import fc from 'fast-check';
import { hasOnlyCharacters, isWholeText, utf8Length } from '../../../chaincode/domain/characters.js';

describe('characters', function () {
  this.timeout(20_000);

  for (const [name, text, whole] of [
    ['plain text', '李小明 😀', true],
    ['U+0000', 'a\u0000b', false],
    ['a high surrogate alone', 'a\uD83Db', false],
    ['a low surrogate alone', 'a\uDE00b', false],
    ['surrogates the wrong way round', '\uDE00\uD83D', false],
  ] as const) {
    it(`${whole ? 'takes' : 'does not take'} ${name}`, () => expect(isWholeText(text)).to.equal(whole));
  }

  it('looks into members and their names', () => {
    expect(hasOnlyCharacters({ a: [1, true, null, 'b'] })).to.equal(true);
    expect(hasOnlyCharacters({ a: ['\uD83D'] })).to.equal(false);
    expect(hasOnlyCharacters({ '\u0000': 1 })).to.equal(false);
  });

  it('counts UTF-8 bytes', () => {
    expect(utf8Length('aé好😀')).to.equal(1 + 2 + 3 + 4);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8Length(text)).to.equal(Buffer.byteLength(text));
      }),
    );
  });
});
