// SPDX-License-Identifier: Apache-2.0
import '../network/peer/quiet-shim.js';
import { mock } from 'node:test';
import { expect } from 'chai';
import { EndorseError } from '../../network/embedded/index.js';
import { ProbeContract } from '../network/peer/probe-contract.js';
import { ProbeNetwork } from '../network/peer/probe-network.js';
import type { StepsNetwork } from '../network/conformance/support/steps-network.js';
import { ANYONE, outcomesOf, refusedRequest } from '../network/conformance/support/steps-network.js';
import { bytes, StepsContract } from '../network/conformance/support/steps-contract.js';
import type { Step } from '../network/conformance/support/steps-contract.js';
import { PlainContract } from '../network/conformance/support/plain-contract.js';
import { suite } from './stage.js';

const TIMED_OUT = 'error sending: timeout expired while executing transaction';

export const chaincodeRuntime = suite('conformance I: chaincode at run time', (stage) => {
  let network: StepsNetwork;

  before(async () => {
    const chaincode = { contracts: [StepsContract], endorsementPolicy: ANYONE };
    network = await stage.open({
      chaincodes: [
        { ...chaincode, name: 'conformance' },
        { ...chaincode, name: 'callee' },
        { ...chaincode, name: 'plain', contracts: [PlainContract] },
      ],
    });
  });
  after(() => network.remove());

  const inCallee = (...steps: Step[]): Step => ['invokeChaincode', 'callee', ['steps:Run', JSON.stringify(steps)], ''];
  const inPlain = async (transaction: string, ...args: string[]): Promise<string> =>
    Buffer.from(
      await network.network.evaluate(await network.caller(), { chaincode: 'plain', transaction, args }),
    ).toString();

  it('F84 an answer of 400 or above is not endorsed: nothing can be ordered, nothing is used up', async () => {
    const height = network.network.height;
    const nonce = Buffer.alloc(24, 84);
    const failing: Step[] = [['putState', 'f84', '1'], ['noSuchMethod']];
    const refused = await network.endorseAs({ nonce }, ...failing).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(EndorseError);
    const { message, status, transactionId } = refused as EndorseError;
    expect([status, message]).to.deep.equal([500, 'chaincode response 500, no stub method noSuchMethod']);
    // Blocks of tests before this one may still be on their way to a peer.
    for (let number = height; number < network.network.height; number += 1n) {
      const { transactions } = await network.network.block(number);
      expect(transactions.map((one) => one.transactionId)).not.to.include(transactionId);
    }
    expect(await network.network.transaction(transactionId)).to.equal(undefined);
    const again = await network.endorseAs({ nonce }, ['putState', 'f84', '2']);
    expect(again.transactionId).to.equal(transactionId);
    expect(await network.order(again)).to.deep.equal(['VALID']);
  });

  it('F85 a transaction has one event, the last that was set; the block shows it beside the code', async () => {
    const reader = await network.endorse(
      ['getState', 'f85'],
      ['setEvent', 'lost', bytes('x')],
      ['putState', 'f85-seen', '1'],
    );
    const writer = await network.endorse(
      ['setEvent', 'first', bytes('1')],
      ['putState', 'f85', '1'],
      ['setEvent', 'second', bytes('2')],
    );
    const height = network.network.height;
    expect(await network.order(writer, reader)).to.deep.equal(['VALID', 'MVCC_READ_CONFLICT']);
    const { transactions } = await network.network.block(height);
    const events = transactions.map(({ validationCode, event }) => [
      validationCode,
      event?.name,
      Buffer.from(event?.payload ?? []).toString(),
    ]);
    expect(events).to.deep.equal([
      ['VALID', 'second', '2'],
      ['MVCC_READ_CONFLICT', 'lost', 'x'],
    ]);
  });

  it('F85 the event of a callee is dropped, whether or not the caller sets one', async () => {
    const eventOf = async (...steps: Step[]): Promise<string | undefined> => {
      const { blockNumber } = await network.submit(...steps);
      return (await network.network.block(blockNumber)).transactions[0]?.event?.name;
    };
    const call = inCallee(['setEvent', 'callee', bytes('2')], ['putState', 'f85', '1']);
    expect(await eventOf(call)).to.equal(undefined);
    expect(await eventOf(['setEvent', 'caller', bytes('1')], call)).to.equal('caller');
  });

  it('F86 a callee on the channel shares the simulation and writes in its own namespace', async () => {
    await network.submitAs({ chaincode: 'callee' }, ['putState', 'f86', 'old']);
    const call = inCallee(['getState', 'f86'], ['putState', 'f86', 'new']);
    const caller = await network.endorse(['putState', 'f86', 'caller'], call, inCallee(['getState', 'f86']));
    const [, first, second] = outcomesOf(caller) as { status: number; payload: { data: number[] } }[];
    const payload = (answer = first): string => Buffer.from(answer?.payload.data ?? []).toString();
    expect([first?.status, payload(), payload(second)]).to.deep.equal([200, '["old",""]', '["old"]']);
    const rival = await network.endorseAs({ chaincode: 'callee' }, ['getState', 'f86'], ['putState', 'f86', 'rival']);
    expect(network.endorsedRwset(caller, 'callee').reads.map(({ key }) => key)).to.deep.equal(['f86']);
    expect(await network.order(caller, rival)).to.deep.equal(['VALID', 'MVCC_READ_CONFLICT']);
    expect(await network.ask(['getState', 'f86'])).to.deep.equal(['caller']);
    expect(await network.askAs({ chaincode: 'callee' }, ['getState', 'f86'])).to.deep.equal(['new']);
  });

  it('F86 what a callee wrote stays although it answered 500 and the caller went on', async () => {
    const caller = await network.endorse(inCallee(['putState', 'f86-b', 'kept'], ['noSuchMethod']), [
      'putState',
      'f86-b',
      'mine',
    ]);
    expect(outcomesOf(caller)[0]).to.include({ status: 500, message: 'no stub method noSuchMethod' });
    expect(await network.order(caller)).to.deep.equal(['VALID']);
    expect(await network.askAs({ chaincode: 'callee' }, ['getState', 'f86-b'])).to.deep.equal(['kept']);
  });

  it('F87 a call to a channel that the peer has not joined is refused', async () => {
    expect(await network.refusal(['invokeChaincode', 'callee', ['steps:Run', '[]'], 'elsewhere'])).to.equal(
      refusedRequest('INVOKE_CHAINCODE', 'Failed to get policy manager for channel [elsewhere]'),
    );
  });

  it('F88 requests at once are taken one after the other, in the order of the calls', async () => {
    // A page, and a put that does not wait for it: the page came first, so the put is refused.
    const page: Step = ['getStateByRangeWithPagination', 'a', 'z', 5, ''];
    const put: Step = ['putState', 'f88', 'late'];
    expect(await network.ask(['atOnce', page, put])).to.deep.equal([['fulfilled', 'rejected']]);
    expect(await network.ask(['atOnce', put, page])).to.deep.equal([['fulfilled', 'rejected']]);
  });

  stage.itEmbedded('F89 an execution ends after 30 seconds, and what it asks later is refused', async () => {
    const probe = await ProbeNetwork.open({ contracts: [ProbeContract] });
    await probe.read('WhoAmI'); // what is loaded at the first call is loaded before the clock stands still
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      let ended: unknown;
      const running = probe.simulate('Hang', [], { transactionId: 'tx1' }).catch((error: unknown) => {
        ended = error;
      });
      await Promise.race([running, turns(20)]);
      mock.timers.tick(29_999);
      await turns(20);
      expect(ended).to.equal(undefined);
      mock.timers.tick(1);
      await running;
      expect((ended as Error).message).to.equal(`failed to execute transaction tx1: ${TIMED_OUT}`);
    } finally {
      mock.timers.reset();
      await probe.close();
    }
  });

  it('F90 a contract without any decorator shows every method whose name has no leading underscore', async () => {
    expect(await inPlain('plain:Greet', 'Ann')).to.equal('good day Ann');
    expect(await inPlain('plain:helper')).to.equal('was no secret');
    const hidden = await inPlain('plain:_hidden').catch((error: unknown) => error);
    expect((hidden as Error).message).to.include('_hidden');
    const described = JSON.parse(await inPlain('org.hyperledger.fabric:GetMetadata')) as {
      contracts: Record<string, { transactions: { name: string }[] }>;
    };
    expect(described.contracts['plain']?.transactions.map(({ name }) => name)).to.deep.equal(['Greet', 'helper']);
  });
});

/** Lets what is ready run, without the clock that a test has stopped. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
