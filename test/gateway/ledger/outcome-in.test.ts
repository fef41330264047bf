// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { outcomeIn, outcomeInFirst } from '../../../gateway/ledger/fabric/submission/outcome-in.js';

const ID = 'd'.repeat(64);
const block = (...codes: string[]) => codes.map((validationCode) => ({ transactionId: ID, validationCode }));

describe('what became of a transaction', () => {
  it('is what a block says of it, whatever else stands there under its id', () => {
    const codeIn = (...codes: string[]) => outcomeIn(block(...codes), ID)?.validationCode;
    expect(codeIn('BAD_PROPOSAL_TXID', 'VALID')).to.equal('VALID');
    expect(codeIn('MVCC_READ_CONFLICT', 'VALID')).to.equal('VALID');
    expect(codeIn('DUPLICATE_TXID', 'MVCC_READ_CONFLICT', 'PHANTOM_READ_CONFLICT')).to.equal('MVCC_READ_CONFLICT');
    for (const code of ['BAD_PROPOSAL_TXID', 'BAD_CREATOR_SIGNATURE', 'UNSUPPORTED_TX_PAYLOAD', 'DUPLICATE_TXID'])
      expect(codeIn(code)).to.equal(undefined);
    const codeInFirst = (...codes: string[]) => outcomeInFirst(block(...codes), ID)?.validationCode;
    expect(codeInFirst('BAD_CREATOR_SIGNATURE', 'VALID')).to.equal('VALID');
    expect(codeInFirst('BAD_PROPOSAL_TXID', 'PHANTOM_READ_CONFLICT')).to.equal('PHANTOM_READ_CONFLICT');
    expect(codeInFirst('DUPLICATE_TXID', 'BAD_PROPOSAL_TXID')).to.equal('BAD_PROPOSAL_TXID');
    expect(codeInFirst()).to.equal(undefined);
    expect(outcomeIn(block('VALID'), 'e'.repeat(64))).to.equal(undefined);
  });
});
