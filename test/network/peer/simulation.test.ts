// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { ProbeContract } from './probe-contract.js';
import { ProbeNetwork } from './probe-network.js';

const steps = (...list: unknown[][]): string[] => [JSON.stringify(list)];

describe('simulation', () => {
  let network: ProbeNetwork;

  beforeEach(async () => {
    network = await ProbeNetwork.open({ contracts: [ProbeContract] });
  });
  afterEach(() => network.close());

  const run = async (...list: unknown[][]): Promise<unknown> => JSON.parse(await network.read('Run', steps(...list)));
  const submit = (...list: unknown[][]): Promise<string | undefined> => network.submit('Run', steps(...list));

  it('reads what is committed, never what the transaction itself wrote', async () => {
    expect(await submit(['putState', 'k', 'one'])).to.equal('VALID');
    expect(
      await run(['putState', 'k', 'two'], ['getState', 'k'], ['deleteState', 'k'], ['getState', 'k']),
    ).to.deep.equal(['', 'one', '', 'one']);
    expect(await run(['putState', 'm', 'x'], ['getStateByRange', 'a', 'z'])).to.deep.equal(['', ['k']]);
  });

  it('reads an absent key as an empty buffer', async () => {
    expect(await run(['getState', 'nothing'])).to.deep.equal(['']);
  });

  it('treats an empty value as a deletion', async () => {
    await submit(['putState', 'k', 'one']);
    await submit(['putState', 'k', '']);
    expect(await run(['getState', 'k'], ['getStateByRange', '', ''])).to.deep.equal(['', []]);
  });

  it('refuses values that are no bytes, and goes on when the chaincode catches that', async () => {
    const [first] = JSON.parse(
      await network.read('Try', steps(['putState', 'k', 5], ['putState', 'other', 'x'])),
    ) as string[];
    expect(first).to.equal('Failure: Cannot coerce to Uint8Array: number');
  });

  it('answers the organisation of the simulating peer as the MSP id of the stub', async () => {
    const text = await network.read('WhoAmI', [], { at: 'BMSP', by: 'CMSP', transient: { t: Buffer.from('secret') } });
    expect(text).to.equal('BMSP CMSP secret');
  });

  it('answers 500 with the text of the error that the contract threw', async () => {
    const { answer } = await network.simulate('Run', ['no json']);
    expect(answer.status).to.equal(500);
    expect(answer.message).to.match(/JSON/);
  });

  it('gives up after the time limit and refuses what the contract asks later', async () => {
    const slow = await ProbeNetwork.open({ contracts: [ProbeContract], executeTimeout: 50 });
    try {
      const error = await slow.simulate('Hang', [], { transactionId: 'tx1' }).catch((reason: unknown) => reason);
      expect((error as Error).message).to.equal(
        'failed to execute transaction tx1: error sending: timeout expired while executing transaction',
      );
    } finally {
      await slow.close();
    }
  });

  it('refuses a second simulation of a transaction id that is running', async () => {
    const slow = await ProbeNetwork.open({ contracts: [ProbeContract], executeTimeout: 100 });
    try {
      const first = slow.simulate('Hang', [], { transactionId: 'tx1' }).catch(() => 'over');
      await new Promise((resolve) => setTimeout(resolve, 20));
      const second = await slow.simulate('Hang', [], { transactionId: 'tx1' }).catch((reason: unknown) => reason);
      expect((second as Error).message).to.equal(
        'failed to execute transaction tx1: error sending: txid: tx1(district) exists',
      );
      expect(await first).to.equal('over');
    } finally {
      await slow.close();
    }
  });

  it('refuses an unknown chaincode', async () => {
    const error = await network
      .simulate('Run', [], { chaincode: 'other', transactionId: 't' })
      .catch((e: unknown) => e);
    expect((error as Error).message).to.equal(
      'failed to execute transaction t: invalid invocation: [channel district] failed to get chaincode container info for other: namespace other is not defined',
    );
  });

  it('applies a block once, refuses a gap and rebuilds the same state from the blocks', async () => {
    await submit(['putState', 'a', '1'], ['putPrivateData', '_implicit_org_AMSP', 'p', 'secret']);
    await submit(['putState', 'b', '2'], ['deleteState', 'a']);
    const before = await run(['getStateByRange', '', ''], ['getPrivateData', '_implicit_org_AMSP', 'p']);
    for (const rebuild of [false, true]) {
      await network.reopen({ rebuild });
      expect(network.state.savepoint).to.equal(2);
      expect(await run(['getStateByRange', '', ''], ['getPrivateData', '_implicit_org_AMSP', 'p'])).to.deep.equal(
        before,
      );
    }
    const gap = await network.state.apply(5, [], [], new Map()).catch((error: unknown) => error);
    expect((gap as Error).message).to.equal('block 5 cannot follow: the state expects block 2');
  });
});
