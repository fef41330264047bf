// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { EndorsedTransaction, Outcome } from '../../../network/embedded/index.js';
import { blocksAndAnswers } from '../../conformance/blocks-and-answers.js';
import { EMBEDDED } from '../../conformance/stage.js';
import { readEnvelopeParts } from './support/block-metadata.js';
import { EmbeddedSteps } from './support/embedded-steps.js';

blocksAndAnswers(EMBEDDED);

describe('conformance J: how blocks are cut and what answers mean', () => {
  let network: EmbeddedSteps;

  beforeEach(async () => {
    network = await EmbeddedSteps.open();
  });
  afterEach(() => network.remove());

  async function endorseMany(count: number, prefix: string, value = 'v'): Promise<EndorsedTransaction[]> {
    const endorsed = [];
    for (let at = 0; at < count; at += 1) endorsed.push(await network.endorse(['putState', `${prefix}${at}`, value]));
    return endorsed;
  }

  /** How many transactions each block holds, when all are handed over at once but one by one. */
  async function cutInto(endorsed: readonly EndorsedTransaction[]): Promise<number[]> {
    const outcomes = await Promise.all(endorsed.map((each) => network.network.order(each)));
    const blocks = new Map<bigint, Outcome[]>();
    for (const outcome of outcomes) {
      blocks.set(outcome.blockNumber, [...(blocks.get(outcome.blockNumber) ?? []), outcome]);
    }
    return [...blocks.values()].map(({ length }) => length);
  }

  it('F96 a block holds at most so many messages and so many bytes; one array makes one block', async () => {
    await network.reopen({ batch: { maxMessages: 4 } });
    expect(Math.max(...(await cutInto(await endorseMany(10, 'a'))))).to.equal(4);
    const together = await network.network.order(await endorseMany(10, 'b'));
    expect(new Set(together.map(({ blockNumber }) => blockNumber)).size).to.equal(1);

    const [sample] = await endorseMany(1, 'c');
    const size = sample?.envelope.length ?? 0;
    await network.reopen({ batch: { maxBytes: Math.floor(2.5 * size) } });
    expect(Math.max(...(await cutInto(await endorseMany(9, 'd'))))).to.equal(2);
  });

  it('F96 a message above the preferred size gets a block of its own, one above the maximum is refused', async () => {
    await network.reopen({ batch: { maxBytes: 4000, absoluteMaxBytes: 12_000 } });
    const [tooLarge] = await endorseMany(1, 'k', 'x'.repeat(12_000));
    if (tooLarge === undefined) throw new Error('nothing endorsed');
    const refused = await network.network.order(tooLarge).catch((error: unknown) => error);
    const { payload, signature } = readEnvelopeParts(tooLarge.envelope);
    expect((refused as Error).message).to.equal(
      `message payload is ${payload.length + signature.length} bytes and exceeds maximum allowed 12000 bytes`,
    );
    const [large, ...small] = [...(await endorseMany(1, 'l', 'x'.repeat(3000))), ...(await endorseMany(2, 's'))];
    if (large === undefined) throw new Error('nothing endorsed');
    const outcomes = await Promise.all([large, ...small].map((each) => network.network.order(each)));
    const alone = await network.network.block(outcomes[0]?.blockNumber ?? 0n);
    expect(alone.transactions.map(({ transactionId }) => transactionId)).to.deep.equal([large.transactionId]);
  });

  it('F97 ordering answers when the block is committed, with its code; an id that is unknown now may come later', async () => {
    const endorsed = await network.endorse(['putState', 'f97', '1']);
    expect(await network.network.transaction(endorsed.transactionId)).to.equal(undefined);
    const outcome = await network.network.order(endorsed);
    expect(await network.ask(['getState', 'f97'])).to.deep.equal(['1']);
    const { blockNumber, validationCode } = outcome;
    expect(await network.network.transaction(endorsed.transactionId)).to.deep.equal({ blockNumber, validationCode });
  });

  it('F98 after VALID state and history of a peer include the transaction; another peer may lag', async () => {
    const read = [
      ['getState', 'f98'],
      ['getHistoryForKey', 'f98'],
    ] as const;
    await network.submit(['putState', 'f98', 'old']);
    network.network.hold('BMSP');
    expect((await network.submit(['putState', 'f98', 'new'])).validationCode).to.equal('VALID');
    const seen = async (at: string): Promise<unknown[]> => {
      const [value, history] = (await network.askAs({ at }, ...read)) as [string, { value: string }[]];
      return [value, ...history.map((entry) => entry.value)];
    };
    expect(await seen('AMSP')).to.deep.equal(['new', 'new', 'old']);
    expect(await seen('CMSP')).to.deep.equal(['new', 'new', 'old']);
    expect(await seen('BMSP')).to.deep.equal(['old', 'old']);
    network.network.release('BMSP');
    expect(await seen('BMSP')).to.deep.equal(['new', 'new', 'old']);
  });
});
