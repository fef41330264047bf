// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { REFUSALS, type RefusalCode } from '../../../chaincode/domain/refusals.js';
import { decodeDomainError, encodeDomainError } from '../../../chaincode/wire/domain-error-codec.js';

describe('the error codec', () => {
  for (const code of Object.keys(REFUSALS) as RefusalCode[]) {
    it(`carries ${code} through a prefixed message`, () => {
      const message = `chaincode response 500, ${encodeDomainError(new DomainError(code, 'detail', '/a/0'))}`;
      expect(decodeDomainError(message)).to.include({ code, message: 'detail', pointer: '/a/0' });
    });
  }

  it('carries a refusal without a pointer', () => {
    const decoded = decodeDomainError(encodeDomainError(new DomainError('ITEM_UNKNOWN')));
    expect(decoded).to.include({ code: 'ITEM_UNKNOWN', message: REFUSALS.ITEM_UNKNOWN, pointer: undefined });
  });

  for (const message of [
    'make sure the chaincode is installed',
    'ONEDOOR {"code":"ITEM_UNKNOWN","det',
    'ONEDOOR {"code":"toString","detail":""}',
    'ONEDOOR {"code":"ITEM_UNKNOWN"}',
    'ONEDOOR {"code":"ITEM_UNKNOWN","detail":"","pointer":1}',
    'ONEDOOR null',
  ]) {
    it(`reads no refusal out of ${message}`, () => expect(decodeDomainError(message)).to.equal(undefined));
  }
});
