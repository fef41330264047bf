// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import fc from 'fast-check';
import {
  checkCreditCode,
  checkResidentId,
  creditCheckCharacter,
  normalizeIdentifier,
  residentCheckCharacter,
} from '../../../../chaincode/domain/register/identifiers.js';

/** The examples printed in GB 11643 and GB 32100. */
const RESIDENT = '11010519491231002X';
const CREDIT = '91350100M000100Y43';

describe('resident identity number', function () {
  this.timeout(20_000);

  for (const [name, text, fault] of [
    ['the example of the standard', RESIDENT, undefined],
    ['full-width digits', '１１０１０５１９４９１２３１００２Ｘ', undefined],
    ['a lower-case x and white space', ' 11010519491231002x ', undefined],
    ['fifteen digits', '110105491231002', 'FIFTEEN_DIGITS'],
    ['seventeen digits', RESIDENT.slice(0, 17), 'LENGTH'],
    ['a letter within', '1101051949123100AX', 'CHARACTER'],
    ['a division that begins with zero', '01010519491231002X', 'CHARACTER'],
    ['a birthday that does not exist', '110105194902310022', 'DATE'],
    ['a wrong check character', '110105194912310021', 'CHECK_CHARACTER'],
    ['a credit code', CREDIT, 'CHARACTER'],
  ] as const) {
    it(`${fault === undefined ? 'accepts' : 'refuses'} ${name}`, () => {
      const expected = fault === undefined ? { ok: true, identifier: RESIDENT } : { ok: false, fault };
      expect(checkResidentId(text)).to.deep.equal(expected);
    });
  }

  it('notices every single wrong digit', () => {
    for (let index = 0; index < 17; index += 1) {
      for (const digit of '0123456789'.replace(RESIDENT.charAt(index), '')) {
        expect(checkResidentId(RESIDENT.slice(0, index) + digit + RESIDENT.slice(index + 1)).ok).to.equal(false);
      }
    }
  });

  it('accepts what its own check character completes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), (sequence) => {
        const digits = `44060420000229${String(sequence).padStart(3, '0')}`;
        expect(checkResidentId(digits + residentCheckCharacter(digits)).ok).to.equal(true);
      }),
    );
  });
});

describe('unified social credit code', function () {
  this.timeout(20_000);

  for (const [name, text, fault] of [
    ['the example of the standard', CREDIT, undefined],
    ['lower case and full width', '９1350100m000100y43', undefined],
    ['another length', CREDIT + '0', 'LENGTH'],
    ['a letter that the standard leaves out', '91350100I000100Y43', 'CHARACTER'],
    ['a letter in the division', '913501A0M000100Y43', 'CHARACTER'],
    ['a wrong check character', '91350100M000100Y44', 'CHECK_CHARACTER'],
  ] as const) {
    it(`${fault === undefined ? 'accepts' : 'refuses'} ${name}`, () => {
      const expected = fault === undefined ? { ok: true, identifier: CREDIT } : { ok: false, fault };
      expect(checkCreditCode(text)).to.deep.equal(expected);
    });
  }

  it('completes a sum that is a multiple of 31 with zero', () => {
    const bodies = Array.from(
      { length: 31 },
      (_, index) => `91350100M000100${'0123456789ABCDEFGHJKLMNPQRTUWXY'.charAt(index)}0`,
    );
    expect(bodies.map(creditCheckCharacter)).to.include('0');
  });
});

it('normalises full-width letters of both cases', () => {
  expect(normalizeIdentifier('　Ａｂ１ ')).to.equal('AB1');
});
