// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { fromBase64url, toBase64url, utf8 } from '../../../chaincode/wire/base64url.js';
import { commitmentTo, disclosureText } from '../../../chaincode/wire/commitment.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url');

describe('base64url', function () {
  this.timeout(20_000);

  it('agrees with the platform on bytes and on text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.string({ unit: 'binary' }), (bytes, text) => {
        expect(toBase64url(bytes)).to.equal(Buffer.from(bytes).toString('base64url'));
        expect([...fromBase64url(toBase64url(bytes))]).to.deep.equal([...bytes]);
        expect([...utf8(text)]).to.deep.equal([...Buffer.from(text)]);
      }),
    );
  });

  it('refuses half of a surrogate pair', () => {
    for (const text of ['\ud800', 'a\udc00b', '\ud83d\ud83d\ude00']) expect(() => utf8(text)).to.throw(URIError);
  });

  it('takes back exactly the texts that the platform writes', () => {
    const characters = fc.constantFrom(...'A B C D w x y z 0 1 9 - _ = + / . \u00e9 \u4e2d'.split(' '), ' ');
    fc.assert(
      fc.property(fc.string({ unit: characters, maxLength: 9 }), (text) => {
        const bytes = Buffer.from(text, 'base64url');
        if (bytes.toString('base64url') === text) expect([...fromBase64url(text)]).to.deep.equal([...bytes]);
        else expect(() => fromBase64url(text)).to.throw(RangeError);
      }),
      { numRuns: 2000 },
    );
  });

  for (const text of ['A', 'AAAAA', 'AB', 'AAB', 'AA=', 'A A', 'AA+/', '好']) {
    it(`refuses "${text}"`, () => expect(() => fromBase64url(text)).to.throw(RangeError));
  }
});

describe('a commitment', function () {
  this.timeout(20_000);

  it('is the digest of an RFC 9901 disclosure without white space', () => {
    const disclosure = { salt: '_26bc4LT-ac6q2KI6cBW5es', name: 'family_name', value: 'Möbius' };
    const text = 'WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsImZhbWlseV9uYW1lIiwiTcO2Yml1cyJd';
    expect(disclosureText(disclosure)).to.equal(text);
    expect(commitmentTo(disclosure, sha256)).to.equal(sha256(text));
  });

  it('differs for another salt, name or value', () => {
    const one = { salt: 'a'.repeat(22), name: 'n', value: 1 };
    const others = [
      { ...one, salt: 'b'.repeat(22) },
      { ...one, name: 'm' },
      { ...one, value: '1' },
    ];
    for (const other of others) expect(commitmentTo(other, sha256)).not.to.equal(commitmentTo(one, sha256));
  });
});
