// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { mspIdOf, REGISTRAR } from '../../../chaincode/domain/names.js';
import { STANDING_WITNESSES, witnessesOf } from '../../../chaincode/domain/witnesses.js';

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

describe('the district as it is defined', () => {
  const file = new URL('../../../../network/definitions/district.json', import.meta.url);
  const { departments } = JSON.parse(readFileSync(file, 'utf8')) as {
    departments: { code: string; mspId: string }[];
  };

  it('has the registrar and every standing witness', () => {
    expect(departments.map(({ code }) => code)).to.include.members([REGISTRAR, ...STANDING_WITNESSES]);
  });

  it('gives each department the MSP id that its code says', () => {
    for (const { code, mspId } of departments) expect(mspIdOf(code)).to.equal(mspId);
  });
});
