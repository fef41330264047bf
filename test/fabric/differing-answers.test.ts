// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { openDriver, FABRIC_DRIVERS, type FabricDriver } from '../../gateway/ledger/fabric/drivers/open-driver.js';
import { endorseBySets } from '../../gateway/ledger/fabric/endorsing.js';
import { FabricChannel } from '../../gateway/ledger/fabric/fabric-channel.js';
import { PeerHeights } from '../../gateway/ledger/fabric/peer-heights.js';
import { readConnection } from '../../gateway/ledger/fabric/read-connections.js';
import { signingIdentity, type SigningIdentity } from '../../gateway/ledger/fabric/signing-identity.js';
import { LedgerFault } from '../../gateway/ledger/ledger-fault.js';
import { networkFolder } from '../../network/native/network-folder.js';
import type { ProbeNetwork } from './support/probe-network.js';
import { requireFabric } from './support/require-fabric.js';
import { sharedProbeNetwork } from './support/shared-probe-network.js';

const TIMES = { endorse: 10_000, send: 5_000, look: 5_000 };
const PATIENCE_MS = 500;
/** Each department's server says its own name here. */
const DIFFERENT = { chaincode: 'one', transaction: 'steps:Run', args: ['[["getMspID"]]'], transient: {} };
const SAME = { ...DIFFERENT, args: ['[["getState","absent"]]'] };
const BOTH = [['AMSP', 'BMSP']];

describe('chaincode of which departments have servers that answer differently', function () {
  this.timeout(120_000);
  let network: ProbeNetwork;
  let identity: SigningIdentity;

  before(async function () {
    requireFabric(this);
    network = await sharedProbeNetwork();
    const { privateKey, ...enrolled } = await network.native.enrol('a', 'differing', {});
    const key = privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;
    identity = signingIdentity({ ...enrolled, privateKey: key });
  });

  async function open(name: FabricDriver): Promise<FabricChannel> {
    const { directory, site } = network.native;
    const { channel } = site.state.definition;
    const profile = await readConnection(networkFolder(directory).connections, { code: 'a', mspId: 'AMSP' });
    const driver = await openDriver(name, channel, profile);
    return new FabricChannel({
      channel,
      mspId: 'AMSP',
      driver,
      follower: () => Promise.resolve(identity),
      times: TIMES,
    });
  }

  for (const name of FABRIC_DRIVERS) {
    it(`is a fault that names the departments, and nothing is ordered, through ${name}`, async () => {
      const channel = await open(name);
      try {
        const heights = new PeerHeights((mspId) => channel.height(mspId), 2_000);
        const parts = { channel, heights, patience: PATIENCE_MS };
        const agreed = await endorseBySets(parts, identity, SAME, BOTH);
        expect(Buffer.from(agreed.payload).toString()).to.equal('[""]');
        const before = await channel.height();
        const refused = await endorseBySets(parts, identity, DIFFERENT, BOTH).catch((error: unknown) => error);
        expect(refused).to.be.instanceOf(LedgerFault);
        expect((refused as LedgerFault).message).to.contain(
          'the peers of AMSP and BMSP do not give the same answer at the same height',
        );
        expect(await channel.height()).to.equal(before);
      } finally {
        await channel.close();
      }
    });
  }
});
