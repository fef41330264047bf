// SPDX-License-Identifier: Apache-2.0
import './quiet-shim.js';
import { expect } from 'chai';
import fabric, { Context, Contract } from 'fabric-contract-api';
import type { ChaincodeDefinition } from '../../../network/embedded/types.js';
import { ProbeContract } from './probe-contract.js';
import { ProbeNetwork } from './probe-network.js';

const { Object: FabricObject, Property, Transaction } = fabric;
const ANYONE = "OR('AMSP.peer', 'BMSP.peer')";
const steps = (...list: unknown[][]): string[] => [JSON.stringify(list)];

class CallerContract extends Contract {
  constructor() {
    super('caller');
  }

  /** Calls the probe, whatever it answers, and writes a key of its own. */
  @Transaction()
  async Call(ctx: Context, name: string, transaction: string, argument: string): Promise<string> {
    ctx.stub.setEvent('caller', Buffer.from('mine'));
    const response = await ctx.stub.invokeChaincode(name, [transaction, argument], '');
    await ctx.stub.putState('called', Buffer.from('yes'));
    return `${response.status} ${response.message ?? ''} ${Buffer.from(response.payload ?? []).toString()}`;
  }

  @Transaction()
  async CallOn(ctx: Context, channel: string): Promise<void> {
    await ctx.stub.invokeChaincode('probe', ['Run', '[]'], channel);
  }
}

/** Two classes of one name, as two chaincodes written apart may have them. */
function contractWithThing(name: string, property: string): new () => Contract {
  @FabricObject()
  class Thing {
    @Property(property, 'string')
    value = '';
  }

  class ThingContract extends Contract {
    constructor() {
      super(name);
    }

    @Transaction()
    async Take(_ctx: Context, thing: Thing): Promise<void> {
      await Promise.resolve(thing);
    }
  }
  return ThingContract;
}

describe('several chaincodes on one channel', () => {
  let network: ProbeNetwork;

  const chaincodes: ChaincodeDefinition[] = [
    { name: 'probe', contracts: [ProbeContract], endorsementPolicy: ANYONE },
    { name: 'caller', contracts: [CallerContract, ProbeContract], endorsementPolicy: "OR('AMSP.peer')" },
  ];

  beforeEach(async () => {
    network = await ProbeNetwork.open({ chaincodes });
  });
  afterEach(() => network.close());

  const call = { chaincode: 'caller' };

  it('have their own default contract and their own namespace', async () => {
    await network.submit('Run', steps(['putState', 'k', 'probe']));
    await network.submit('probe:Run', steps(['putState', 'k', 'caller']), call);
    expect(await network.read('Run', steps(['getState', 'k']))).to.equal('["probe"]');
    expect(await network.read('probe:Run', steps(['getState', 'k']), call)).to.equal('["caller"]');
    expect(await network.refusal('Missing', [], call)).to.match(
      /You've asked to invoke a function that does not exist: Missing/,
    );
  });

  it('are each asked for their own endorsement policy', async () => {
    const simulate = () => network.simulate('Call', ['probe', 'Run', JSON.stringify([['putState', 'k', 'v']])], call);
    expect(await network.commit([await simulate()], { endorsers: ['BMSP'] })).to.deep.equal([
      'ENDORSEMENT_POLICY_FAILURE',
    ]);
    expect(await network.commit([await simulate()], { endorsers: ['AMSP'] })).to.deep.equal(['VALID']);
  });

  it('cannot call themselves or an unknown one', async () => {
    const id = { ...call, transactionId: 't' };
    expect(await network.refusal('Call', ['caller', 'Call', ''], id)).to.equal(
      'INVOKE_CHAINCODE failed: transaction ID: t: execute failed: error sending: txid: t(district) exists',
    );
    expect(await network.refusal('Call', ['stranger', 'X', ''], id)).to.equal(
      'INVOKE_CHAINCODE failed: transaction ID: t: execute failed: invalid invocation: [channel district] failed to get chaincode container info for stranger: namespace stranger is not defined',
    );
  });

  it('F87: cannot call another channel, as on a peer that has not joined it', async () => {
    const id = { ...call, transactionId: 't' };
    expect(await network.refusal('CallOn', ['elsewhere'], id)).to.equal(
      'INVOKE_CHAINCODE failed: transaction ID: t: Failed to get policy manager for channel [elsewhere]',
    );
  });

  it('are refused at open if they use @Object classes of equal names', async () => {
    const error = await ProbeNetwork.open({
      chaincodes: [
        { name: 'one', contracts: [contractWithThing('one', 'a')], endorsementPolicy: ANYONE },
        { name: 'two', contracts: [contractWithThing('two', 'b')], endorsementPolicy: ANYONE },
      ],
    }).catch((reason: unknown) => reason);
    expect((error as Error).message).to.equal(
      'the chaincodes one and two both use an @Object class named Thing: rename one, the shim knows them by name only',
    );
  });
});
