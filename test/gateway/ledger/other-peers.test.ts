// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { ChannelError } from '../../../gateway/ledger/fabric/channel-error.js';
import type { Endpoint } from '../../../gateway/ledger/fabric/connection-profile.js';
import { OtherPeers } from '../../../gateway/ledger/fabric/drivers/other-peers.js';

const at = (url: string): readonly Endpoint[] => [{ url, tlsCACerts: { pem: '' } }];

/** What the own peer's discovery says, and how often it was asked. */
class Discovery {
  asked = 0;
  found: ReadonlyMap<string, readonly Endpoint[]> | undefined = new Map([
    ['BMSP', at('grpc://127.0.0.1:7001')],
    ['CMSP', at('grpc://127.0.0.1:7002')],
  ]);

  readonly ask = (): Promise<ReadonlyMap<string, readonly Endpoint[]>> => {
    this.asked += 1;
    return this.found === undefined
      ? Promise.reject(new ChannelError('UNAVAILABLE', 'the own peer does not answer'))
      : Promise.resolve(this.found);
  };
}

describe("where other departments' peers are", () => {
  let discovery: Discovery;
  let others: OtherPeers;
  beforeEach(() => {
    discovery = new Discovery();
    others = new OtherPeers((mspId) => (mspId === 'DMSP' ? at('grpc://127.0.0.1:7003') : []));
  });
  afterEach(() => {
    others.close();
  });
  const addresses = async (mspId: string): Promise<string> => (await others.of(mspId, discovery.ask)).addresses;
  const unknown = (mspId: string): Promise<unknown> => addresses(mspId).catch((error: unknown) => error);

  it('is asked of discovery once, and of nobody where the connection profile says it', async () => {
    expect(await addresses('DMSP')).to.include('127.0.0.1:7003');
    expect(discovery.asked).to.equal(0);
    const [first, again] = [await others.of('BMSP', discovery.ask), await others.of('BMSP', discovery.ask)];
    expect(await addresses('CMSP')).to.include('127.0.0.1:7002');
    expect([again === first, discovery.asked]).to.deep.equal([true, 1]);
  });

  it('is asked anew once the configuration has changed: who moved, came or left', async () => {
    await addresses('BMSP');
    discovery.found = new Map([
      ['BMSP', at('grpc://127.0.0.1:8001')],
      ['EMSP', at('grpc://127.0.0.1:8002')],
    ]);
    expect(await addresses('BMSP')).to.include('127.0.0.1:7001');
    others.refresh();
    expect(await addresses('BMSP')).to.include('127.0.0.1:8001');
    expect(await addresses('EMSP')).to.include('127.0.0.1:8002');
    expect(await unknown('CMSP')).to.have.property('message', 'discovery names no peer of CMSP');
  });

  it('stays what it was while nobody answers, and while a department has no peer that lives', async () => {
    await addresses('BMSP');
    discovery.found = undefined;
    others.refresh();
    expect(await addresses('BMSP')).to.include('127.0.0.1:7001');
    expect(await unknown('EMSP'))
      .to.be.instanceOf(ChannelError)
      .with.property('fault', 'UNAVAILABLE');
    discovery.found = new Map([['BMSP', []]]);
    expect(await addresses('BMSP')).to.include('127.0.0.1:7001');
    expect(discovery.asked).to.equal(4);
  });
});
