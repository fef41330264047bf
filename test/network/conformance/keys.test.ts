// SPDX-License-Identifier: Apache-2.0
import { keys } from '../../conformance/keys.js';
import { EMBEDDED } from '../../conformance/stage.js';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import { expect } from 'chai';
import { EmbeddedNetwork, NetworkError } from '../../../network/embedded/index.js';
import { EmbeddedSteps } from './support/embedded-steps.js';
import { ANYONE } from './support/steps-network.js';
import { StepsContract } from './support/steps-contract.js';

keys(EMBEDDED);

describe('conformance D: namespaces', () => {
  let network: EmbeddedSteps;
  const chaincode = { contracts: [StepsContract], endorsementPolicy: ANYONE };
  const shared = {
    name: 'Coll',
    policy: "OR('AMSP.member', 'BMSP.member')",
    requiredPeerCount: 0,
    maxPeerCount: 1,
    blockToLive: 0,
    memberOnlyRead: true,
    memberOnlyWrite: true,
  };

  before(async () => {
    const names = ['one', 'one-more'];
    const chaincodes = names.map((name) => ({ ...chaincode, name, collections: [shared] }));
    network = await EmbeddedSteps.open({ chaincodes });
  });
  after(() => network.remove());

  it('F43 the state has `d`, namespace, U+0000, key; hashes stand in `$$h`, values in `$$p`, one for each member', async () => {
    await network.submitAs({ chaincode: 'one' }, ['putState', 'k', '1'], ['putPrivateData', 'Coll', 'p', 'secret']);
    await network.network.close();
    const state = new ClassicLevel(join(network.options.directory, 'state'));
    const keys = await state.keys().all();
    await state.close();
    const hash = createHash('sha256').update('p').digest('hex');
    expect(keys).to.include.members(['done\0k', `done$$hColl\0${hash}`]);
    expect(keys.filter((key) => key.includes('$$p'))).to.deep.equal(['pAMSP\0one$$pColl\0p', 'pBMSP\0one$$pColl\0p']);
    await network.reopen();
  });

  it('F43 a chaincode name is letters and digits, joined by single hyphens or underscores', async () => {
    const opened = async (name: string): Promise<string> => {
      try {
        await EmbeddedNetwork.open({ ...network.options, chaincodes: [{ ...chaincode, name }] });
      } catch (error) {
        expect(error).to.be.instanceOf(NetworkError);
        return (error as Error).message;
      }
      throw new Error(`${name} was taken`);
    };
    for (const name of ['', '-a', 'a-', 'a--b', 'a-_b', 'a.b', 'a b', 'ä', 'a$$hColl', 'a\n']) {
      expect(await opened(name)).to.equal(
        `invalid chaincode name '${name}'. Names can only consist of alphanumerics, '_', and '-' and can only begin with alphanumerics`,
      );
    }
    for (const name of ['a', '1a', 'a-b_C9']) {
      // The folder is in use by the open network: the name was no obstacle.
      expect(await opened(name)).to.not.match(/chaincode name/);
    }
  });
});
