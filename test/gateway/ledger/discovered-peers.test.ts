// SPDX-License-Identifier: Apache-2.0
import { Client, credentials } from '@grpc/grpc-js';
import { expect } from 'chai';
import { ChannelError } from '../../../gateway/ledger/fabric/channel-error.js';
import type { Endpoint } from '../../../gateway/ledger/fabric/connection-profile.js';
import { discoverPeers } from '../../../gateway/ledger/fabric/drivers/discover-peers.js';
import { GatewayDriver } from '../../../gateway/ledger/fabric/drivers/gateway-driver.js';
import { OtherPeers } from '../../../gateway/ledger/fabric/drivers/other-peers.js';
import { signingIdentity, type SigningIdentity } from '../../../gateway/ledger/fabric/signing-identity.js';
import { createAuthority } from '../../../network/embedded/identity/certificate-authority.js';
import { DiscoveringPeer } from './discovering-peer.js';

const rejected = (asked: Promise<unknown>): Promise<unknown> => asked.then(String, (error: unknown) => error);

describe('what the own peer says of where others are', () => {
  let identity: SigningIdentity;

  before(async () => {
    identity = signingIdentity({ mspId: 'AMSP', ...(await createAuthority('AMSP')) });
  });

  it('is taken without what is no address: one peer that tells nonsense keeps nobody from the others', async () => {
    const own = await DiscoveringPeer.listen({
      BMSP: ['b:x y', 'b', 'b:70512', 'a@b:7051', 'b:7051/p', ''],
      CMSP: ['peer1.c:7051', 'not/a:1', '[::1]:7051'],
      DMSP: [],
    });
    const client = new Client(own.address, credentials.createInsecure());
    const found = await discoverPeers(client, { channel: 'district', identity, deadline: Date.now() + 5_000 });
    client.close();
    own.close();
    expect([...found].map(([mspId, endpoints]) => [mspId, endpoints.map(({ url }) => url)])).to.deep.equal([
      ['BMSP', []],
      ['CMSP', ['grpcs://[::1]:7051', 'grpcs://peer1.c:7051']],
      ['DMSP', []],
    ]);
  });

  it('is not waited for as long as the question itself may take', async () => {
    const own = await DiscoveringPeer.listen('silent');
    const driver = new GatewayDriver('district', {
      name: 'silent',
      version: '1.0.0',
      client: { organization: 'AMSP' },
      organizations: { AMSP: { mspid: 'AMSP', peers: ['peer0'], certificateAuthorities: [] } },
      peers: { peer0: { url: `grpc://${own.address}`, tlsCACerts: { pem: '' } } },
      orderers: {},
      certificateAuthorities: {},
    });
    const call = { chaincode: 'onedoor', transaction: 'onedoor:Any', args: ['{}'], transient: {} };
    const began = Date.now();
    const error = await rejected(driver.evaluate(call, 'BMSP', { identity, milliseconds: 60_000 }));
    await driver.close();
    own.close();
    expect(error).to.be.instanceOf(ChannelError).with.property('fault', 'UNAVAILABLE');
    expect(Date.now() - began).to.be.lessThan(20_000);
  });

  it('makes no connection once the gateway has closed', async () => {
    const others = new OtherPeers(() => []);
    let tell: (found: ReadonlyMap<string, readonly Endpoint[]>) => void = () => undefined;
    const asked = rejected(others.of('BMSP', () => new Promise((resolve) => (tell = resolve))));
    others.close();
    tell(new Map([['BMSP', [{ url: 'grpcs://localhost:7051', tlsCACerts: { pem: '' } }]]]));
    expect(await asked).to.be.instanceOf(ChannelError);
  });
});
