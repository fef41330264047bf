// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { ChaincodeDefinition, CollectionConfig } from '../../../network/embedded/index.js';
import { modelChaincodes } from '../../network/model/model-network.js';
import { requireFabric } from '../support/require-fabric.js';
import { sharedProbeNetwork } from '../support/shared-probe-network.js';
import { playOnBoth } from './agreement.js';
import { LedgerPair } from './ledger-pair.js';

const HISTORIES = 300;

describe('random histories on Fabric and on the embedded network', function () {
  this.timeout(300_000);
  let opened: LedgerPair | undefined;

  before(function () {
    requireFabric(this);
  });
  afterEach(async () => {
    await opened?.remove();
    opened = undefined;
  });

  async function open(chaincodes: readonly ChaincodeDefinition[]): Promise<LedgerPair> {
    const { channel } = await sharedProbeNetwork();
    opened = await LedgerPair.open(channel, chaincodes);
    return opened;
  }

  it(`agree in answers, refusals, read-write sets, codes, events, state and history: ${HISTORIES} of them`, async () => {
    const { played, difference } = await playOnBoth(await open(modelChaincodes()), { histories: HISTORIES, seed: 5 });
    expect(difference).to.equal(undefined);
    expect(played).to.equal(HISTORIES);
  });

  it('that differ are told in a small history with the line that plays it again: a collection without its policy', async () => {
    const bent = modelChaincodes().map((each) => ({
      ...each,
      collections: (each.collections ?? []).map(withoutPolicy),
    }));
    const plan = { histories: 40, seed: 5, shrinkingMs: 20_000 };
    const { difference = '' } = await playOnBoth(await open(bent), plan);
    expect(difference).to.contain('ENDORSEMENT_POLICY_FAILURE').and.to.contain('"collection":"guarded"');
    expect(difference).to.match(/again: npm run test:differential -- --histories [0-9]+ --seed 5$/);
    const [, smallest = ''] = /smallest history: (.*)$/m.exec(difference) ?? [];
    expect((JSON.parse(smallest) as { blocks: unknown[][] }).blocks.flat().length).to.be.at.most(2);
  });
});

function withoutPolicy(collection: CollectionConfig): CollectionConfig {
  const { endorsementPolicy, ...others } = collection;
  return endorsementPolicy === undefined ? collection : others;
}
