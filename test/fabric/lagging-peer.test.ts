// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { publishDepartment } from '../../chaincode/transactions/publish-department.js';
import type { FabricLedger } from '../../gateway/ledger/fabric/fabric-ledger.js';
import { LedgerUnavailable } from '../../gateway/ledger/ledger-errors.js';
import type { NativeNetwork } from '../../network/native/native-network.js';
import { publication, PUBLISHER } from '../conformance/ledger-port.js';
import { readKept } from './faults/kept-envelopes.js';
import { ledgerFolderOn, type LedgerFolder } from './support/ledger-on.js';
import { requireFabric } from './support/require-fabric.js';
import { SHARED_UP_MS, sharedNetwork } from './support/shared-network.js';

const LAGGING = 'human-resources';
const CODE = 'lag';
const CAUGHT_UP_MS = 30_000;
/** As the gateway waits; its questions and this machine take some time more. */
const WAITED_MS = { least: 1_900, most: 6_000 };

describe('a peer that has not seen what its gateway has shown', function () {
  this.timeout(SHARED_UP_MS);
  let network: NativeNetwork;
  let folder: LedgerFolder;
  let ledger: FabricLedger;

  before(async function () {
    requireFabric(this);
    network = await sharedNetwork();
    folder = await ledgerFolderOn(network, ['data-bureau', LAGGING], ['publisher', 'officer']);
    ledger = await folder.open();
  });
  after(async () => {
    // Nothing is there where the programs are not found.
    await (folder as LedgerFolder | undefined)?.remove();
  });

  /** At the lagging peer: whether it would publish this version, the next one of those that it has seen. */
  function ask(version: number): Promise<unknown> {
    const { caller } = PUBLISHER;
    return ledger.evaluate(publishDepartment, publication(version, CODE), { caller, peer: LAGGING });
  }

  async function outcomeOf(asked: Promise<unknown>): Promise<{ readonly outcome: unknown; readonly lasted: number }> {
    const began = performance.now();
    const outcome = await asked.catch((error: unknown) => error);
    return { outcome, lasted: performance.now() - began };
  }

  it('is waited for where it refuses, counts as unavailable, and answers once it has caught up', async () => {
    const peer = network.node(`${LAGGING}.peer0`);
    const orderer = network.node('orderer1');
    orderer.signal('SIGSTOP');
    try {
      // Both endorse it, one is away when it comes into a block.
      const submitting = ledger.submit(publishDepartment, publication(1, CODE), PUBLISHER);
      await until(() => readKept(join(folder.kept, 'envelopes.log')).size > 0);
      await peer.kill();
      orderer.signal('SIGCONT');
      const { blockNumber } = await submitting;
      // Blocks come from the orderer alone, so it begins without this one and gets none.
      orderer.signal('SIGSTOP');
      await peer.start();
      // What it can answer, it answers as of its own height.
      expect(await ask(1)).to.deep.equal({ status: 'PUBLISHED', code: CODE, version: 1 });
      const { outcome, lasted } = await outcomeOf(ask(2));
      expect(outcome).to.be.instanceOf(LedgerUnavailable);
      expect((outcome as Error).message).to.equal(
        `the peer of HumanResourcesMSP has not seen block ${blockNumber} yet`,
      );
      expect(lasted).to.be.within(WAITED_MS.least, WAITED_MS.most);
    } finally {
      orderer.signal('SIGCONT');
      if (peer.state !== 'running') await peer.start();
    }
    const latest = Date.now() + CAUGHT_UP_MS;
    let last = await outcomeOf(ask(2));
    while (last.outcome instanceof LedgerUnavailable && Date.now() < latest) last = await outcomeOf(ask(2));
    expect(last.outcome).to.deep.equal({ status: 'PUBLISHED', code: CODE, version: 2 });
  });
});

async function until(condition: () => boolean): Promise<void> {
  const latest = Date.now() + CAUGHT_UP_MS;
  while (!condition()) {
    if (Date.now() > latest) throw new Error('it did not come about in time');
    await pause(20);
  }
}
