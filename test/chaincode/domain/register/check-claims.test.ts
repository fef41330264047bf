// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { ClaimDefinition } from '../../../../chaincode/domain/catalogue/record-type.js';
import { checkClaims, checkClaimsSize } from '../../../../chaincode/domain/register/check-claims.js';
import { claim, recordType } from '../../support/catalogue.js';
import { itHolds, type Case } from '../../support/expect-refusal.js';

const PSEUDONYM = 'p'.repeat(43);
const place = '/records/0/claims';

function valued(type: ClaimDefinition['type'], limits: Partial<ClaimDefinition>, value: unknown): () => unknown {
  const definitions = [claim('x', { type, ...limits })];
  return () => checkClaims(recordType({ claims: definitions }), { x: value }, place);
}
function refuses(name: string, rule: () => unknown): Case {
  return { name, rule, refused: 'CLAIMS_INVALID', at: `${place}/x` };
}

describe('claims of a record', () => {
  itHolds([
    { name: 'a string of exactly its length, counted in characters', rule: valued('string', { maxLength: 2 }, '😀😀') },
    refuses('a string one character too long', valued('string', { maxLength: 2 }, '😀😀a')),
    { name: '200 characters by default', rule: valued('string', {}, 'a'.repeat(200)) },
    refuses('201 characters by default', valued('string', {}, 'a'.repeat(201))),
    refuses('an empty string', valued('string', {}, '')),
    refuses('a number for a string', valued('string', {}, 1)),
    refuses('null', valued('string', {}, null)),
    refuses('U+0000', valued('string', {}, 'a\u0000')),
    refuses('a lone surrogate', valued('string', {}, '\uD83D')),
    { name: 'the greatest safe integer', rule: valued('integer', {}, Number.MAX_SAFE_INTEGER) },
    refuses('2^53', valued('integer', {}, 2 ** 53)),
    refuses('a fraction', valued('integer', {}, 1.5)),
    refuses('digits in a string', valued('integer', {}, '1')),
    { name: 'the bounds themselves', rule: valued('integer', { minimum: 3, maximum: 3 }, 3) },
    refuses('an integer below its minimum', valued('integer', { minimum: 3 }, 2)),
    refuses('an integer above its maximum', valued('integer', { maximum: 3 }, 4)),
    { name: 'false', rule: valued('boolean', {}, false) },
    refuses('a word for a boolean', valued('boolean', {}, 'true')),
    { name: 'a day that exists', rule: valued('date', {}, '2024-02-29') },
    refuses('a day that does not exist', valued('date', {}, '2023-02-29')),
    refuses('a number for a day', valued('date', {}, 20230101)),
    { name: 'a code of the list', rule: valued('code', { values: ['A'] }, 'A') },
    refuses('a code that is not in the list', valued('code', { values: ['A'] }, 'B')),
    refuses('a number for a code', valued('code', { values: ['A'] }, 1)),
    refuses('any code where none is defined', valued('code', {}, 'A')),
    { name: 'an empty list of codes', rule: valued('codes', { values: ['A'] }, []) },
    { name: 'codes of the list', rule: valued('codes', { values: ['A', 'B'], maxItems: 2 }, ['B', 'A']) },
    refuses('one code too many', valued('codes', { values: ['A', 'B'], maxItems: 1 }, ['A', 'B'])),
    refuses('the same code twice', valued('codes', { values: ['A'] }, ['A', 'A'])),
    refuses('a foreign code in a list', valued('codes', { values: ['A'] }, ['B'])),
    refuses('something else in a list', valued('codes', { values: ['A'] }, [1])),
    refuses('one code for a list', valued('codes', {}, 'A')),
    { name: 'a register pseudonym', rule: valued('subject', {}, PSEUDONYM) },
    refuses('an identifier for a subject', valued('subject', {}, '11010519491231002X')),
    refuses('a number for a subject', valued('subject', {}, 1)),
    {
      name: 'a record without a required claim',
      refused: 'CLAIMS_INVALID',
      at: `${place}/name`,
      rule: () => checkClaims(recordType(), {}, place),
    },
    {
      name: 'an unknown claim, without repeating its name',
      refused: 'CLAIMS_INVALID',
      at: place,
      rule: () => checkClaims(recordType(), { name: 'Li', 张三: 'x' }, place),
    },
    {
      name: 'a name that every object has, when nobody gave it',
      refused: 'CLAIMS_INVALID',
      rule: () => checkClaims(recordType({ claims: [claim('toString', { required: true })] }), {}, place),
    },
    {
      name: 'exactly 16 KiB',
      rule: () => {
        checkClaimsSize('好'.repeat(5461) + 'a', place);
      },
    },
    {
      name: 'one byte more',
      refused: 'CLAIMS_TOO_LARGE',
      at: place,
      rule: () => {
        checkClaimsSize('好'.repeat(5461) + 'ab', place);
      },
    },
  ]);

  it('answers the claims in the order of the record type', () => {
    expect(Object.keys(checkClaims(recordType(), { married: true, name: 'Li' }, place))).to.deep.equal([
      'name',
      'married',
    ]);
  });
});
