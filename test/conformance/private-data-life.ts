// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { collection, OWN } from '../network/conformance/support/collections.js';
import type { StepsNetwork } from '../network/conformance/support/steps-network.js';
import { bytes } from '../network/conformance/support/steps-contract.js';
import type { Step } from '../network/conformance/support/steps-contract.js';
import { suite } from './stage.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const GONE = ['', '', []];

export const privateDataLife = suite('conformance G: the life of private values', (stage) => {
  let network: StepsNetwork;

  before(async () => {
    const collections = [
      collection('one-block', { blockToLive: 1 }),
      collection('three-blocks', { blockToLive: 3 }),
      collection('shared'),
    ];
    network = await stage.open({ collections });
  });
  after(() => network.remove());

  const put = (name: string, key: string, value: string) => network.submit(['putPrivateData', name, key, value]);
  const look = (name: string, key: string): Promise<unknown[]> =>
    network.ask(
      ['getPrivateData', name, key],
      ['getPrivateDataHash', name, key],
      ['getPrivateDataByRange', name, key, `${key}~`],
    );
  const blocks = async (count: number): Promise<void> => {
    for (let block = 0; block < count; block += 1) await network.submit(['putState', 'other', String(block)]);
  };

  for (const [name, life] of [
    ['one-block', 1],
    ['three-blocks', 3],
  ] as const) {
    it(`F74 with blockToLive ${life} a value is readable through so many more blocks, then it and its hash leave`, async () => {
      await put(name, 'f74', 'one');
      await blocks(life);
      expect(await look(name, 'f74')).to.deep.equal(['one', sha256('one'), ['f74']]);
      await blocks(1);
      expect(await look(name, 'f74')).to.deep.equal(GONE);
      expect(await network.askAs({ by: 'BMSP', at: 'BMSP' }, ['getPrivateData', name, 'f74'])).to.deep.equal(['']);
    });
  }

  it('F74 a rewrite restarts the clock, also one in the very block that would end it', async () => {
    await put('one-block', 'f74r', 'one');
    await blocks(1);
    await put('one-block', 'f74r', 'two');
    await blocks(1);
    expect(await look('one-block', 'f74r')).to.deep.equal(['two', sha256('two'), ['f74r']]);
    await blocks(1);
    expect(await look('one-block', 'f74r')).to.deep.equal(GONE);
  });

  it('F74 the expiry is a change of the hash: a transaction that read it before conflicts', async () => {
    await put('one-block', 'f74c', 'one');
    const reader = await network.endorse(['getPrivateDataHash', 'one-block', 'f74c'], ['putState', 'f74c', 'read']);
    await blocks(2);
    expect(await network.order(reader)).to.deep.equal(['MVCC_READ_CONFLICT']);
  });

  it('F73 a delete takes the value out of the state, not out of the private store', async () => {
    const { blockNumber } = await put(OWN, 'f73', 'kept');
    await network.submit(['deletePrivateData', OWN, 'f73']);
    expect(await look(OWN, 'f73')).to.deep.equal(GONE);
    expect(await network.privateWrites(blockNumber)).to.deep.equal([`${OWN}/f73=kept`]);
  });

  it("F75 values leave with the endorsement: they wait at the other member's peer, and come into force with their hash", async () => {
    const waiting = await network.endorse(['putPrivateData', 'shared', 'f75', 'one']);
    await network.submit(['putState', 'other', '1']);
    const atB = () => network.askAs({ by: 'BMSP', at: 'BMSP' }, ['getPrivateData', 'shared', 'f75']);
    expect(await atB()).to.deep.equal(['']);
    // The endorser is away, so nobody can be asked for them any more.
    await network.withoutPeer('AMSP', async () => {
      await network.send(waiting.envelope);
      await until(async () => (await atB())[0] === 'one');
    });
    expect(await network.ask(['getPrivateData', 'shared', 'f75'])).to.deep.equal(['one']);
  });

  it('F76 arguments, answer, event and public writes stand on chain, what is transient does not', async () => {
    const secret = `secret ${sha256('f76')}`;
    const shown: Step[] = [
      ['putState', 'f76', 'public write'],
      ['setEvent', 'told', bytes('event payload')],
      ['getState', 'f76'],
    ];
    await network.submit(['putState', 'f76', 'public answer']);
    const how = { transient: { secret: Buffer.from(secret) } };
    const outcome = await network.submitAs(how, ...shown, ['putTransient', OWN, 'f76', 'secret']);
    expect(outcome.validationCode).to.equal('VALID');
    const block = Buffer.from((await network.network.block(outcome.blockNumber)).bytes);
    for (const text of ['public write', 'public answer', 'told', 'event payload', JSON.stringify(shown[0])]) {
      expect(block.includes(text), text).to.equal(true);
    }
    expect(block.includes(secret)).to.equal(false);
    expect(await network.ask(['getPrivateData', OWN, 'f76'])).to.deep.equal([secret]);
  });
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('it did not come about in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
