// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { playRandomHistories } from './agreement.js';
import { openModelNetwork } from './model-network.js';
import type { ModelNetwork } from './model-network.js';

const HISTORIES = 1000;

describe('random histories agree with the reference model', function () {
  this.timeout(240_000);

  let opened: ModelNetwork;

  before(async () => {
    opened = await openModelNetwork();
  });
  after(() => opened.remove());

  it(`in answers, codes, events, state and history: ${HISTORIES} of them`, async () => {
    const tally = new Map<string, number>();
    const seed = Math.floor(Math.random() * 1_000_000);
    const { difference, played } = await playRandomHistories(opened.network, { histories: HISTORIES, seed }, tally);
    expect(difference).to.equal(undefined);
    expect(played).to.equal(HISTORIES);
    // Histories in which nothing ever goes wrong would show little.
    for (const code of [
      'VALID',
      'MVCC_READ_CONFLICT',
      'PHANTOM_READ_CONFLICT',
      'ENDORSEMENT_POLICY_FAILURE',
      'DUPLICATE_TXID',
    ]) {
      expect(tally.get(code) ?? 0, code).to.be.greaterThan(20);
    }
  });
});
