// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { ChannelError } from '../../../gateway/ledger/fabric/channel-error.js';
import { PeerHeights } from '../../../gateway/ledger/fabric/peer-heights.js';
import { LedgerUnavailable } from '../../../gateway/ledger/ledger-errors.js';

const refusal = new ChannelError('REFUSED', 'chaincode response 500, not there');

describe('what a peer says that may not have seen everything', () => {
  it('counts where it has seen what was shown, and costs no question', async () => {
    const heights = new PeerHeights(() => Promise.reject(new Error('nobody may ask')), 100);
    heights.shown(4n);
    heights.reached('AMSP', 5n);
    const error = await heights.whenSeen(['AMSP'], () => Promise.reject(refusal)).catch((reason: unknown) => reason);
    expect(error).to.equal(refusal);
  });

  it('is asked again once it has caught up', async () => {
    let height = 3n;
    const heights = new PeerHeights(() => Promise.resolve((height += 1n)), 2_000);
    heights.shown(5n);
    const answers = [() => Promise.reject(refusal), () => Promise.resolve('there')];
    expect(await heights.whenSeen(['AMSP'], () => (answers.shift() ?? (() => Promise.reject(refusal)))())).to.equal(
      'there',
    );
    expect(heights.knows('AMSP')).to.equal(6n);
  });

  it('counts the second time, when it is still a refusal', async () => {
    const heights = new PeerHeights(() => Promise.resolve(9n), 2_000);
    heights.shown(5n);
    const error = await heights.whenSeen(['AMSP'], () => Promise.reject(refusal)).catch((reason: unknown) => reason);
    expect(error).to.equal(refusal);
  });

  it('is no answer when it does not catch up in time', async () => {
    const heights = new PeerHeights(() => Promise.resolve(2n), 120);
    heights.shown(5n);
    const error = await heights.whenSeen(['AMSP'], () => Promise.reject(refusal)).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(LedgerUnavailable);
    expect((error as Error).message)
      .to.include('AMSP')
      .and.include('block 5');
  });

  it('is compared only at equal heights', async () => {
    const known: Record<string, bigint> = { AMSP: 4n, BMSP: 4n, CMSP: 5n };
    const heights = new PeerHeights((mspId) => Promise.resolve(known[mspId] ?? 0n), 100);
    expect(await heights.ifEqual(['AMSP', 'BMSP'])).to.equal(4n);
    expect(await heights.ifEqual(['AMSP', 'CMSP'])).to.equal(undefined);
  });
});
