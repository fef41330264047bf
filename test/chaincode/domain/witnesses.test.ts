// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { witnessesOf } from '../../../chaincode/domain/witnesses.js';

describe('witnesses of a public write', () => {
  for (const [name, actor, itemCode, expected] of [
    ['the standing ones without an item', 'social-insurance', undefined, 'data-bureau civil-affairs human-resources'],
    ['never the actor', 'data-bureau', undefined, 'civil-affairs human-resources'],
    [
      'the department of the item first',
      'data-bureau',
      'market-supervision.x',
      'market-supervision civil-affairs human-resources',
    ],
    ['each once', 'market-supervision', 'civil-affairs.x', 'civil-affairs data-bureau human-resources'],
    ['not the actor for its own item', 'human-resources', 'human-resources.x', 'data-bureau civil-affairs'],
  ] as const) {
    it(`are ${name}`, () => expect(witnessesOf(actor, itemCode)).to.deep.equal(expected.split(' ')));
  }
});
