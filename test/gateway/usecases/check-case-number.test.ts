// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { checkCaseNumber } from '../../../gateway/usecases/check-case-number.js';
import { creditCode, residentId } from './support/identifiers.js';

describe('a case number', () => {
  for (const { name, caseNo } of [
    { name: 'four characters', caseNo: 'A-12' },
    { name: 'forty characters', caseNo: 'A'.repeat(40) },
    { name: 'eighteen digits that are no identifier', caseNo: '202601010000000001' },
  ]) {
    it(`may be ${name}`, () => {
      expect(() => {
        checkCaseNumber(caseNo);
      }).not.to.throw();
    });
  }

  for (const { name, caseNo } of [
    { name: 'three characters', caseNo: 'A12' },
    { name: 'forty-one characters', caseNo: 'A'.repeat(41) },
    { name: 'a hyphen in front', caseNo: '-2026-1' },
    { name: 'a space', caseNo: '2026 0001' },
    { name: 'Chinese text', caseNo: '佛禅2026' },
    { name: 'a resident identity number', caseNo: residentId(1) },
    { name: 'a resident identity number in lower case', caseNo: residentId(1).toLowerCase() },
    { name: 'a social credit code', caseNo: creditCode(1) },
  ]) {
    it(`may not be ${name}`, () => {
      expect(() => {
        checkCaseNumber(caseNo);
      })
        .to.throw()
        .with.property('code', 'CASE_NO_INVALID');
    });
  }
});
