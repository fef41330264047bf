// SPDX-License-Identifier: Apache-2.0
import canonicalize from 'canonicalize';
import { expect } from 'chai';
import fc from 'fast-check';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';

/** Text or refusal. */
function outcome(work: () => string | undefined): string {
  try {
    return work() ?? 'no JSON form';
  } catch (error) {
    return (error as Error).message;
  }
}

/** What the library says of a value, and we. */
function both(value: unknown): readonly [ours: string, library: string] {
  const library = outcome(() => canonicalize(value));
  return [outcome(() => canonicalJson(value)), library === 'no JSON form' ? 'the value has no JSON form' : library];
}

class Named {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom('a"b', '\\', '\ud800', '\u2028', '\u007f'),
);
const leaves = fc.oneof(texts, fc.double(), fc.integer(), fc.boolean(), fc.constantFrom(null, undefined, -0, 1n, 1e21));
const odd = fc.constantFrom<unknown>(
  Symbol('s'),
  () => 1,
  new Date(0),
  new Named('n'),
  new Map([[1, 2]]),
  { toJSON: () => ({ b: 1, a: [undefined] }) },
  { toJSON: 1 },
  Object.create({ inherited: 1 }),

  [1, , 2],
  new String('boxed'),
);
const keys = fc.oneof(texts, fc.constantFrom('__proto__', 'constructor', '10', '9', '-1', 'toString'));
const { value: anything } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: leaves, weight: 8 },
    { arbitrary: odd, weight: 1 },
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(keys, tie('value'), { maxKeys: 6, noNullPrototype: false }),
  ),
}));

describe('canonical JSON', () => {
  it('has the text and the refusals of the library for whatever it is given', function () {
    this.timeout(30_000);
    fc.assert(
      fc.property(anything, (value) => {
        const [ours, library] = both(value);
        expect(ours).to.equal(library);
      }),
      { numRuns: 3000 },
    );
  });

  it('refuses what holds itself, and takes what is deep or stands in two places', () => {
    const ring: Record<string, unknown> = { a: 1 };
    ring['self'] = [ring];
    const shared = { b: 1, a: ['\ud83d\ude00'] };
    const deep = Array.from({ length: 500 }).reduce<unknown>(
      (inner) => ({ b: inner, a: [inner === undefined] }),
      undefined,
    );
    expect(both(ring)).to.deep.equal(Array(2).fill('Circular reference detected'));
    for (const value of [[shared, shared], deep]) {
      const [ours, library] = both(value);
      expect(ours).to.equal(library);
    }
  });

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
