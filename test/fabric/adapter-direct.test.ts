// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { expect } from 'chai';
import { DomainError } from '../../chaincode/domain/domain-error.js';
import { publishDepartment } from '../../chaincode/transactions/publish-department.js';
import { callOf } from '../../gateway/ledger/channel/chaincode-call.js';
import type { ConnectionProfile } from '../../gateway/ledger/fabric/connection-profile.js';
import { FABRIC_DRIVERS, openDriver } from '../../gateway/ledger/fabric/drivers/open-driver.js';
import { FabricChannel } from '../../gateway/ledger/fabric/fabric-channel.js';
import type { FabricLedger } from '../../gateway/ledger/fabric/fabric-ledger.js';
import { readConnection } from '../../gateway/ledger/fabric/read-connections.js';
import { signingIdentity } from '../../gateway/ledger/fabric/signing-identity.js';
import { readWallet } from '../../gateway/ledger/fabric/wallet/read-wallet.js';
import { LedgerUnavailable } from '../../gateway/ledger/ledger-errors.js';
import { completeDefinition } from '../../network/definitions/complete-definition.js';
import type { NativeNetwork } from '../../network/native/native-network.js';
import { networkFolder } from '../../network/native/network-folder.js';
import { publication, PUBLISHER, rejection } from '../conformance/ledger-port.js';
import { until } from '../scripts/support/until.js';
import { ledgerFolderOn, type LedgerFolder } from './support/ledger-on.js';
import { requireFabric } from './support/require-fabric.js';
import { SHARED_UP_MS, sharedNetwork } from './support/shared-network.js';

const OWN = { code: 'data-bureau', mspId: 'DataBureauMSP' };
const OTHER = { code: 'human-resources', mspId: 'HumanResourcesMSP' };
const OPTIONS = { caller: PUBLISHER.caller, peer: OTHER.code };

describe('what one department asks of another', function () {
  this.timeout(SHARED_UP_MS);
  let network: NativeNetwork;
  let folder: LedgerFolder;

  before(async function () {
    requireFabric(this);
    network = await sharedNetwork();
    folder = await ledgerFolderOn(network, [OWN.code], ['publisher']);
  });
  after(async () => {
    // Nothing is there where the programs are not found.
    if ((folder as LedgerFolder | undefined) === undefined) return;
    const ledger = await folder.open({ directory: join(folder.folder, 'last') });
    await known(ledger); // for whoever comes next
    await folder.remove();
  });

  const profileOf = (department: typeof OWN): Promise<ConnectionProfile> =>
    readConnection(networkFolder(network.directory).connections, department);
  const wallet = () => readWallet(join(folder.folder, 'wallet'));
  /** The other department's peer refuses this by a rule, so it has seen it. */
  const refused = publication(7, 'direct');

  /** A peer that was started just now hears of the other one by gossip. */
  async function known(ledger: FabricLedger): Promise<void> {
    const ask = (): Promise<unknown> => rejection(ledger.evaluate(publishDepartment, refused, OPTIONS));
    await until('the other peer is known', async () => (await ask()) instanceof DomainError, 30_000);
  }

  it('goes past its own peer: it is answered while that one is down, and goes on when it is back', async () => {
    const ledger = await folder.open();
    const ask = (): Promise<unknown> => rejection(ledger.evaluate(publishDepartment, refused, OPTIONS));
    const before = await ask();
    expect(before).to.be.instanceOf(DomainError);
    const own = network.node(`${OWN.code}.peer0`);
    await own.kill();
    const meanwhile = await ask();
    const ownAnswer = await rejection(ledger.evaluate(publishDepartment, refused, { ...OPTIONS, peer: OWN.code }));
    await own.start();
    expect(meanwhile)
      .to.be.instanceOf(DomainError)
      .and.to.have.property('message', (before as Error).message);
    expect(ownAnswer).to.be.instanceOf(LedgerUnavailable);
  });

  it('is not relayed where the other one is down: that one is unavailable, by name and address', async () => {
    const ledger = await folder.open({ directory: join(folder.folder, 'second'), times: { endorse: 3_000 } });
    await known(ledger);
    const other = network.node(`${OTHER.code}.peer0`);
    await other.kill();
    const error = await rejection(ledger.evaluate(publishDepartment, refused, OPTIONS));
    await other.start();
    expect(error).to.be.instanceOf(LedgerUnavailable);
    expect(error.message).to.match(/^the peer of HumanResourcesMSP at [^ ]+:\d+ does not answer/u);
  });

  it('needs nobody to say where the other is, where the profile names it: evaluated and endorsed with the own peer down', async () => {
    const [profile, { peers, organizations }] = await Promise.all([profileOf(OWN), profileOf(OTHER)]);
    const named = {
      ...profile,
      peers: { ...profile.peers, ...peers },
      organizations: { ...profile.organizations, ...organizations },
    };
    const { definition } = network.site.state;
    const driver = await openDriver('fabric-gateway', definition.channel, named);
    const identity = signingIdentity(await wallet().identity(OWN.code, 'publisher'));
    const options = { identity, milliseconds: 20_000 };
    const call = callOf(definition, publishDepartment, publication(1, 'direct'));
    const own = network.node(`${OWN.code}.peer0`);
    await own.kill();
    const answers = await Promise.all([
      driver.evaluate(call, OTHER.mspId, options),
      driver.endorse(call, [OTHER.mspId], options).then(({ payload }) => payload),
    ]).finally(() => own.start());
    await driver.close();
    expect(answers[0]).to.deep.equal(answers[1]);
  });

  for (const name of FABRIC_DRIVERS) {
    it(`may be as large as the channel's configuration says, which ${name} reads`, async () => {
      const { definition } = network.site.state;
      const driver = await openDriver(name, definition.channel, await profileOf(OWN));
      const follower = async () => signingIdentity(await wallet().identity(OWN.code, 'publisher'));
      const times = { endorse: 5_000, send: 5_000, look: 5_000 };
      const channel = new FabricChannel({ channel: definition.channel, mspId: OWN.mspId, driver, follower, times });
      const largest = await channel.largestTransaction().finally(() => channel.close());
      expect(largest).to.equal(completeDefinition(definition).batch.absoluteBytes);
    });
  }
});
