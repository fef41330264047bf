// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { parseStrictJson } from '../../../gateway/http/json/strict-json.js';
import { HttpProblem } from '../../../gateway/http/problems/http-problem.js';

function refusalOf(body: string | Buffer): HttpProblem {
  try {
    parseStrictJson(Buffer.from(body as string));
  } catch (error) {
    if (error instanceof HttpProblem) return error;
    throw error;
  }
  throw new Error('it was read');
}

describe('strict JSON', () => {
  for (const { name, body, code, pointer } of [
    { name: 'broken JSON', body: '{"a":', code: 'JSON_MALFORMED' },
    { name: 'nothing', body: '', code: 'JSON_MALFORMED' },
    { name: 'a comment', body: '{"a":1/* */}', code: 'JSON_MALFORMED' },
    { name: 'a trailing comma', body: '{"a":1,}', code: 'JSON_MALFORMED' },
    { name: 'two values', body: '{} {}', code: 'JSON_MALFORMED' },
    { name: 'a byte order mark', body: '\ufeff{}', code: 'JSON_MALFORMED' },
    { name: 'bytes that are not UTF-8', body: Buffer.from([0x22, 0xc3, 0x28, 0x22]), code: 'JSON_MALFORMED' },
    { name: 'a duplicate name', body: '{"a":1,"a":1}', code: 'JSON_NAME_DUPLICATE', pointer: '/a' },
    {
      name: 'a duplicate name deep inside',
      body: '{"a":[{},{"b":{"c":1,"c":2}}]}',
      code: 'JSON_NAME_DUPLICATE',
      pointer: '/a/1/b/c',
    },
    {
      name: 'a duplicate name written in another way',
      body: '{"a":1,"\\u0061":2}',
      code: 'JSON_NAME_DUPLICATE',
      pointer: '/a',
    },
    { name: 'the name __proto__', body: '{"__proto__":{"a":1}}', code: 'JSON_NAME_RESERVED', pointer: '/*' },
    { name: '2^53', body: '{"n":9007199254740992}', code: 'JSON_NUMBER_INEXACT', pointer: '/n' },
    { name: '-2^53', body: '[-9007199254740992]', code: 'JSON_NUMBER_INEXACT', pointer: '/0' },
    { name: '2^53 + 1 as a fraction', body: '{"n":9007199254740993.0}', code: 'JSON_NUMBER_INEXACT', pointer: '/n' },
    { name: 'a fraction', body: '{"n":1.5}', code: 'JSON_NUMBER_INEXACT', pointer: '/n' },
    {
      name: 'a fraction that is lost',
      body: '{"n":1.00000000000000000001}',
      code: 'JSON_NUMBER_INEXACT',
      pointer: '/n',
    },
    { name: 'an exponent', body: '{"n":1e2}', code: 'JSON_NUMBER_INEXACT', pointer: '/n' },
    { name: 'a number beyond all', body: '{"n":1e999}', code: 'JSON_NUMBER_INEXACT', pointer: '/n' },
    { name: 'a lone high surrogate', body: '{"a":"x\\ud83d"}', code: 'JSON_SURROGATE_LONE', pointer: '/a' },
    { name: 'a lone low surrogate in a name', body: '{"\\udc00":1}', code: 'JSON_SURROGATE_LONE', pointer: '/*' },
    { name: 'U+0000', body: '{"a":"x\\u0000y"}', code: 'JSON_NUL_CHARACTER', pointer: '/a' },
    { name: 'U+0000 in a name', body: '{"b":{"\\u0000":1}}', code: 'JSON_NUL_CHARACTER', pointer: '/b/*' },
    { name: 'nesting without end', body: '['.repeat(500_000), code: 'JSON_TOO_DEEP' },
    { name: '33 levels', body: '['.repeat(33) + ']'.repeat(33), code: 'JSON_TOO_DEEP' },
  ]) {
    it(`refuses ${name} as ${code}`, () => {
      const refusal = refusalOf(body);
      expect(refusal.code).to.equal(code);
      expect(refusal.faults.map((fault) => fault.pointer)).to.deep.equal(pointer === undefined ? [] : [pointer]);
    });
  }

  for (const { name, body, value } of [
    {
      name: 'the largest exact integers',
      body: '[9007199254740991,-9007199254740991]',
      value: [9007199254740991, -9007199254740991],
    },
    { name: 'surrogates in pairs', body: '"\\ud83d\\ude00"', value: '😀' },
    { name: 'the same name in two objects', body: '[{"a":1},{"a":{"a":null}}]', value: [{ a: 1 }, { a: { a: null } }] },
    { name: 'brackets inside texts', body: JSON.stringify('["{'.repeat(40)), value: '["{'.repeat(40) },
    {
      name: '32 levels',
      body: '['.repeat(32) + ']'.repeat(32),
      value: JSON.parse('['.repeat(32) + ']'.repeat(32)) as unknown,
    },
  ]) {
    it(`reads ${name}`, () => {
      expect(parseStrictJson(Buffer.from(body))).to.deep.equal(value);
    });
  }

  it('names no place by what a person might have written there', () => {
    const refusal = refusalOf('{"440106199001011232":1,"440106199001011232":2}');
    expect(JSON.stringify(refusal.faults)).not.to.contain('4401');
  });
});
