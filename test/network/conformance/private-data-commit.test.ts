// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { ProbeContract } from '../peer/probe-contract.js';
import { ProbeNetwork } from '../peer/probe-network.js';
import { collection, OWN } from './support/collections.js';
import { EmbeddedSteps } from './support/embedded-steps.js';
import { outcomesOf } from './support/steps-network.js';

describe('conformance G: private values between endorsement and commit', () => {
  it('F75 values leave with the endorsement: what is never ordered waits beside the chain, also over a restart', async () => {
    const network = await EmbeddedSteps.open({ collections: [collection('shared')] });
    try {
      const orphan = await network.endorse(['putPrivateData', 'shared', 'f75', 'one']);
      expect(outcomesOf(orphan)).to.deep.equal(['']);
      await network.submit(['putState', 'other', '1']);
      await network.reopen();
      expect(await network.ask(['getPrivateData', 'shared', 'f75'])).to.deep.equal(['']);
      expect(await network.order(orphan)).to.deep.equal(['VALID']);
      for (const mspId of ['AMSP', 'BMSP']) {
        expect(await network.askAs({ by: mspId, at: mspId }, ['getPrivateData', 'shared', 'f75'])).to.deep.equal([
          'one',
        ]);
      }
    } finally {
      await network.remove();
    }
  });

  it('F77 private values that do not belong to the hash stop the block, missing ones do not', async () => {
    const peers = await ProbeNetwork.open({ contracts: [ProbeContract] });
    const run = (...steps: unknown[][]): [string, string[]] => ['Run', [JSON.stringify(steps)]];
    try {
      const one = await peers.simulate(...run(['putPrivateData', OWN, 'f77', 'one']));
      const two = await peers.simulate(...run(['putPrivateData', OWN, 'f77', 'two']));
      const forged = peers.commit([{ ...one, privateResults: two.privateResults }]);
      const error: unknown = await forged.catch((reason: unknown) => reason);
      expect((error as Error).message).to.match(
        /^hash of pvt data for collection \[probe:_implicit_org_AMSP\] does not match with the corresponding hash in the public data\./,
      );
      expect(peers.state.savepoint).to.equal(0);
      expect(await peers.commit([one], { withPrivate: false })).to.deep.equal(['VALID']);
      expect(peers.state.savepoint).to.equal(1);
      expect(await peers.refusal(...run(['getPrivateData', OWN, 'f77']))).to.match(
        /Public hash version = \{BlockNum: 0, TxNum: 0\}, Private data version = <nil>$/,
      );
    } finally {
      await peers.close();
    }
  });
});
