// SPDX-License-Identifier: Apache-2.0
import { appendFileSync, cpSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import type { StepsNetwork } from '../network/conformance/support/steps-network.js';
import type { ProbeNetwork } from './support/probe-network.js';
import { fabricStage } from './support/probe-stage.js';
import { requireFabric } from './support/require-fabric.js';
import { sharedProbeNetwork } from './support/shared-probe-network.js';

const STAGE = fabricStage(() => undefined);
const MSP = 'CMSP';
const LATEST_MS = 20_000;
const AHEAD =
  /the state database \[height=\d+\] is ahead of the block store \[height=\d+\]\. .* can safely be dropped and will be rebuilt/;

/**
 * Runs before the random histories (files go by name): after some of them a peer of v3.1.5 does not open the channel any more
 * once its state was dropped (`could not get last config`), which has nothing to do with a torn file.
 *
 * What is shown of this network's store in test/network/conformance/store-and-crash*, as far as a peer's files let one.
 */
describe('conformance J: the store of a Fabric peer', function () {
  this.timeout(120_000);
  let probe: ProbeNetwork;
  let network: StepsNetwork;
  let store: string;

  before(async function () {
    requireFabric(this);
    probe = await sharedProbeNetwork();
    network = await STAGE.open();
    store = join(probe.native.site.nodeFolder(probe.peerOf(MSP)), 'data', 'ledgersData');
  });

  const peer = () => probe.native.node(probe.peerOf(MSP).name);
  const seen = () => network.askAs({ by: MSP, at: MSP }, ['getState', 'kept'], ['getHistoryForKey', 'kept']);

  it('F93 a tail that a crash left half written is cut, and a state that is gone is built again from the blocks', async () => {
    await network.submit(['putState', 'kept', 'one']);
    await network.submit(['putState', 'kept', 'two']);
    const before = await seen();
    const file = join(store, 'chains', 'chains', 'district', 'blockfile_000000');
    await probe.channel.unwatched(MSP, async () => {
      await peer().kill();
      const size = statSync(file).size;
      appendFileSync(file, Buffer.concat([Buffer.of(0xff, 0x1f), Buffer.alloc(64, 1)])); // 4095 bytes are said to follow
      rmSync(join(store, 'stateLeveldb'), { recursive: true });
      await peer().start();
      // It listens before it has opened its store.
      await until(() => Promise.resolve(statSync(file).size === size));
      await until(() => seen().then(Boolean));
    });
    expect(await seen()).to.deep.equal(before);
  });

  it('F94 a peer does not open a channel whose state is ahead of its blocks, and says what to do', async () => {
    const chains = join(store, 'chains');
    await probe.channel.unwatched(MSP, async () => {
      await peer().stop();
      cpSync(chains, `${chains}.old`, { recursive: true });
      await peer().start();
      await until(() => seen().then(Boolean));
    });
    await network.submit(['putState', 'kept', 'three']);
    await probe.channel.unwatched(MSP, async () => {
      await peer().stop();
      renameSync(chains, `${chains}.new`);
      renameSync(`${chains}.old`, chains);
      await peer().start();
      await until(() => Promise.resolve(AHEAD.test(readFileSync(peer().log, 'utf8'))));
      // It goes on without the channel.
      const refused: unknown = await seen().catch((error: unknown) => error);
      await peer().stop();
      rmSync(chains, { recursive: true });
      renameSync(`${chains}.new`, chains);
      await peer().start();
      await until(() => seen().then(Boolean));
      expect((refused as Error).message).to.contain('channel');
    });
    expect((await seen())[0]).to.equal('three');
  });
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  const latest = Date.now() + LATEST_MS;
  while (!(await condition().catch(() => false))) {
    if (Date.now() > latest) throw new Error('it did not come about in time');
    await pause(50);
  }
}
