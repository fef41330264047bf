// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { LargestTransaction } from '../../../gateway/ledger/fabric/largest-transaction.js';
import { LedgerFault } from '../../../gateway/ledger/ledger-fault.js';

const ofBytes = (bytes: number) => ({ transactionId: 'a'.repeat(64), envelope: new Uint8Array(bytes) });

describe('a transaction that is too large for its channel', () => {
  it('is refused with both sizes, and the channel is asked again each time', async () => {
    const allowed = [1_000, 1_000, 2_000];
    const largest = new LargestTransaction(() => Promise.resolve(allowed.shift() ?? 0));
    await largest.demand(ofBytes(1_000));
    const refusal: unknown = await largest.demand(ofBytes(1_001)).catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(LedgerFault).and.to.have.property('validationCode', undefined);
    expect((refusal as Error).message).to.include(
      'message payload is 1001 bytes and exceeds maximum allowed 1000 bytes',
    );
    await largest.demand(ofBytes(1_001)); // raised meanwhile
    expect(allowed).to.deep.equal([]);
  });

  it('costs no question where one as large was allowed before', async () => {
    let questions = 0;
    const largest = new LargestTransaction(() => Promise.resolve((questions += 1) * 1_000));
    for (const bytes of [900, 1_000, 1]) await largest.demand(ofBytes(bytes));
    expect(questions).to.equal(1);
  });

  it('is left to the orderers where nobody says what is allowed', async () => {
    const largest = new LargestTransaction(() => Promise.reject(new Error('no peer answers')));
    await largest.demand(ofBytes(1_000_000));
  });
});
