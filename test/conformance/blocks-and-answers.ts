// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { EndorsedTransaction } from '../../network/embedded/index.js';
import type { StepsNetwork } from '../network/conformance/support/steps-network.js';
import { readEnvelopeParts } from '../network/conformance/support/block-metadata.js';
import { suite } from './stage.js';

const MIB = 1024 * 1024;

export const blocksAndAnswers = suite('conformance J: sizes of blocks, and what answers mean', (stage) => {
  let network: StepsNetwork;

  before(async () => {
    // A real channel has these already.
    network = await stage.open({ batch: { maxBytes: 2 * MIB, absoluteMaxBytes: 10 * MIB } });
  });
  after(() => network.remove());

  /** The value stands in the arguments and among the writes. */
  const endorseValue = (key: string, length: number): Promise<EndorsedTransaction> =>
    network.endorse(['putState', key, 'x'.repeat(length)]);

  it('F96 a message above the preferred size gets a block of its own', async () => {
    const sent = [
      await endorseValue('f96-s1', 1),
      await endorseValue('f96-l', 1.1 * MIB),
      await endorseValue('f96-s2', 1),
    ];
    const outcomes = await Promise.all(sent.map((each) => network.network.order(each)));
    expect(outcomes.map(({ validationCode }) => validationCode)).to.deep.equal(['VALID', 'VALID', 'VALID']);
    const { transactions } = await network.network.block(outcomes[1]?.blockNumber ?? 0n);
    expect(transactions.map(({ transactionId }) => transactionId)).to.deep.equal([sent[1]?.transactionId]);
  });

  it('F96 a message above the maximum is refused', async () => {
    const tooLarge = await endorseValue('f96-h', 5.1 * MIB);
    const refused: unknown = await network.network.order(tooLarge).catch((error: unknown) => error);
    const { payload, signature } = readEnvelopeParts(tooLarge.envelope);
    const bytes = payload.length + signature.length;
    expect((refused as Error).message).to.equal(
      `message payload is ${bytes} bytes and exceeds maximum allowed ${10 * MIB} bytes`,
    );
    expect(await network.network.transaction(tooLarge.transactionId)).to.equal(undefined);
  });

  it('F98 after VALID state and history of a peer include the transaction', async () => {
    await network.submit(['putState', 'f98', 'old']);
    for (const value of ['new', 'newer', 'newest']) {
      expect((await network.submit(['putState', 'f98', value])).validationCode).to.equal('VALID');
      for (const at of ['AMSP', 'BMSP', 'CMSP']) {
        const [found, history] = (await network.askAs({ at }, ['getState', 'f98'], ['getHistoryForKey', 'f98'])) as [
          string,
          { value: string }[],
        ];
        expect([found, history[0]?.value], at).to.deep.equal([value, value]);
      }
    }
  });
});
