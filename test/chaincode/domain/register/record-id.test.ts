// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { expect } from 'chai';
import {
  checkCharacter,
  isRecordId,
  recordIdFrom,
  recordIdText,
} from '../../../../chaincode/domain/register/record-id.js';

const digest = (text: string) => createHash('sha256').update(text).digest('base64url');

describe('record id', function () {
  this.timeout(20_000);

  it('computes the check character of ISO 7064 MOD 37,36 (the example of the GRid standard)', () => {
    expect(checkCharacter('A12425GABC1234002')).to.equal('M');
  });

  it('is made from transaction id and index', () => {
    const id = recordIdFrom(digest(recordIdText('ab12', 3)));
    expect(id).to.match(/^[0-9A-Z]{26}$/u);
    expect(isRecordId(id)).to.equal(true);
    expect(recordIdFrom(digest('ab12:3'))).to.equal(id);
    expect(recordIdFrom(digest('ab12:4'))).not.to.equal(id);
  });

  it('is the digest modulo 36^25, most significant character first', () => {
    expect(recordIdFrom('A'.repeat(42) + 'B').slice(0, 25)).to.equal('0'.repeat(24) + '1');
  });

  it('notices any single wrong character and any swap of neighbours', () => {
    const id = recordIdFrom(digest('x:0'));
    for (let index = 0; index < id.length; index += 1) {
      for (const other of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'.replace(id.charAt(index), '')) {
        expect(isRecordId(id.slice(0, index) + other + id.slice(index + 1)), `${index} ${other}`).to.equal(false);
      }
    }
    expect(isRecordId(id.slice(0, 25))).to.equal(false);
    expect(isRecordId(id.toLowerCase())).to.equal(false);
  });
});
