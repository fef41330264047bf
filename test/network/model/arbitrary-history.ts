// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import type { Chaincode, Collection, PlannedHistory, PlannedTransaction, Step } from './history.js';

// Mostly one key, so that transactions meet. U+FF5E stands before U+1F600 in UTF-8 and behind it in UTF-16.
const key = fc.oneof(
  { weight: 8, arbitrary: fc.constant('a') },
  { weight: 3, arbitrary: fc.constant('b') },
  { weight: 4, arbitrary: fc.constantFrom('c', '\uFF5E', '\u{1F600}', 'n00007', '\0x\0', '\0x\0y\0') },
);
const value = fc.constantFrom('1', '2', '3', '');
const policy = fc.constantFrom([], ['AMSP'], ['AMSP'], ['AMSP', 'BMSP'], ['CMSP']);
const from = fc.constantFrom('', '', '', 'a', 'b', 'n', 'n00100');
const to = fc.constantFrom('b', 'c', 'n00100', 'o', '\u{10FFFF}', '\u{10FFFF}', '');
const privateKey = fc.constantFrom('p', 'q');
const collection = fc.constantFrom<Collection[]>('shared', 'shared', '_implicit_org_AMSP', 'guarded');
const chaincode = fc.constantFrom<Chaincode[]>('one', 'one', 'two');
const is = <const T>(name: T) => fc.constant(name);

const publicStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: is('get'), key }) },
  { weight: 5, arbitrary: fc.record({ do: is('put'), key, value }) },
  { weight: 2, arbitrary: fc.record({ do: is('delete'), key }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: is('range'),
      from,
      to,
      rows: fc.constantFrom(undefined, undefined, 0, 1, 2, 100, 101),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: is('composite'), type: is(''), attributes: fc.constantFrom([], ['x'], ['x', 'y']) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('history', 'policy'), key }) },
  { weight: 1, arbitrary: fc.record({ do: is('setPolicy'), key, organisations: policy }) },
  { weight: 1, arbitrary: fc.record({ do: is('event'), name: fc.constantFrom('e1', 'e2') }) },
);

const privateStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: is('putPrivate'), collection, key: privateKey, value }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('getPrivate', 'getPrivate', 'hash', 'hash', 'deletePrivate', 'purge', 'privatePolicy'),
      collection,
      key: privateKey,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: is('setPrivatePolicy'), collection, key: privateKey, organisations: policy }),
  },
);

/** Ends writing in a transaction, or is refused after a write. */
const readOnlyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: is('page'),
    from,
    to,
    size: fc.constantFrom(-1, 1, 2, 5),
    bookmark: fc.constantFrom('', '', 'b'),
  }),
  fc.record({ do: is('scanPrivate'), collection, from: is(''), to: fc.constantFrom('q', '\u{10FFFF}') }),
);

const plainStep = fc.oneof(
  { weight: 12, arbitrary: publicStep },
  { weight: 5, arbitrary: privateStep },
  { weight: 1, arbitrary: readOnlyStep },
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 14, arbitrary: plainStep },
  {
    weight: 1,
    arbitrary: fc.record({
      do: is('call'),
      chaincode,
      stops: fc.boolean(),
      steps: fc.array(plainStep, { minLength: 1, maxLength: 3 }),
    }),
  },
);

/** Mostly as many as suffice. */
const ENDORSERS: Readonly<Record<Chaincode, readonly (readonly string[])[]>> = {
  one: [['AMSP'], ['AMSP'], ['AMSP'], ['AMSP'], ['BMSP'], ['CMSP'], ['AMSP', 'CMSP']],
  two: [['AMSP', 'BMSP'], ['AMSP', 'BMSP'], ['AMSP', 'CMSP'], ['AMSP']],
};

const transaction: fc.Arbitrary<PlannedTransaction> = chaincode.chain((name) =>
  fc.record({
    chaincode: fc.constant(name),
    endorsers: fc.constantFrom(...ENDORSERS[name]),
    steps: fc.array(step, { minLength: 1, maxLength: 4 }),
    delay: fc.constantFrom(0, 0, 0, 1),
    place: fc.nat(9),
    again: fc.constantFrom(...Array<undefined>(24).fill(undefined), 'same block' as const, 'next block' as const),
  }),
);

/** Short histories over few keys, so that transactions get in each other's way. */
export const history: fc.Arbitrary<PlannedHistory> = fc.record({
  filled: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 3, 60, 110),
  blocks: fc.array(fc.array(transaction, { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 2,
  }),
});
