// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { collection, OWN } from '../network/conformance/support/collections.js';
import { readPrivateStore } from '../network/conformance/support/read-private-store.js';
import type { StepsNetwork } from '../network/conformance/support/steps-network.js';
import { refusedRequest } from '../network/conformance/support/steps-network.js';
import { embeddedOf } from '../network/conformance/support/embedded-steps.js';
import { suite } from './stage.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const privateDataPurge = suite('conformance G: purge', (stage) => {
  let network: StepsNetwork;

  before(async () => {
    network = await stage.open({ collections: [collection('shared')] });
  });
  after(() => network.remove());

  it('F71 the purge of an absent key is VALID', async () => {
    const { blockNumber, validationCode } = await network.submit(['purgePrivateData', OWN, 'f71-absent']);
    expect(validationCode).to.equal('VALID');
    expect((await network.rwset(blockNumber)).collections[0]?.writes).to.deep.equal([
      { keyHash: sha256('f71-absent'), valueHash: '', isDelete: true, isPurge: true },
    ]);
  });

  for (const key of ['f71-present', 'f71-never']) {
    it(`F71 later in the block a reader of the hash of a purged key conflicts, an earlier one does not (${key})`, async () => {
      if (key === 'f71-present') await network.submit(['putPrivateData', OWN, key, 'one']);
      const reader = () => network.endorse(['getPrivateDataHash', OWN, key], ['putState', key, 'read']);
      const [early, late] = [await reader(), await reader()];
      const value = await network.endorse(['getPrivateData', OWN, key], ['putState', key, 'read']);
      const purge = await network.endorse(['purgePrivateData', OWN, key]);
      expect(await network.order(early, purge, late, value)).to.deep.equal([
        'VALID',
        'VALID',
        'MVCC_READ_CONFLICT',
        'MVCC_READ_CONFLICT',
      ]);
    });
  }

  it('F71 afterwards hash and value are gone from every member, while old blocks keep the hashes', async () => {
    const { blockNumber } = await network.submit(
      ['putPrivateData', 'shared', 'f71', 'one'],
      ['putPrivateData', 'shared', 'f71-other', 'one'],
    );
    await network.submit(['purgePrivateData', 'shared', 'f71']);
    for (const mspId of ['AMSP', 'BMSP']) {
      expect(
        await network.askAs(
          { by: mspId, at: mspId },
          ['getPrivateData', 'shared', 'f71'],
          ['getPrivateDataHash', 'shared', 'f71'],
          ['getPrivateDataByRange', 'shared', 'f71', 'f71~'],
        ),
      ).to.deep.equal(['', '', ['f71-other']]);
    }
    const [kept] = (await network.rwset(blockNumber)).collections;
    expect(kept?.writes.map(({ keyHash, valueHash }) => [keyHash, valueHash])).to.deep.include([
      sha256('f71'),
      sha256('one'),
    ]);
    expect((await network.submit(['putPrivateData', 'shared', 'f71', 'anew'])).validationCode).to.equal('VALID');
    expect(await network.ask(['getPrivateData', 'shared', 'f71'])).to.deep.equal(['anew']);
  });

  it('F72 public data cannot be purged', async () => {
    await network.submit(['putState', 'f72', 'public']);
    expect(await network.refusal(['purgePrivateData', '', 'f72'])).to.equal(
      'chaincode response 500, collection must be a valid string',
    );
    expect(await network.refusal(['handlePurgeState', '', 'f72'])).to.equal(
      refusedRequest('PURGE_PRIVATE_DATA', 'only applicable for private data'),
    );
  });

  stage.itEmbedded(
    'F72 a purge takes every historical value out of the private store, and leaves later ones',
    async () => {
      const put = (key: string, value: string) => network.submit(['putPrivateData', OWN, key, value]);
      const blocks = [await put('f72', 'one'), await put('f72', 'two'), await put('f72-other', 'three')];
      await network.submit(['purgePrivateData', OWN, 'f72']);
      const again = await put('f72', 'after');
      const kept = await readPrivateStore(embeddedOf(network));
      expect(blocks.map(({ blockNumber }) => kept.get(blockNumber) ?? [])).to.deep.equal([
        [],
        [],
        [`${OWN}/f72-other=three`],
      ]);
      expect(kept.get(again.blockNumber)).to.deep.equal([`${OWN}/f72=after`]);
      expect(await network.ask(['getPrivateData', OWN, 'f72'])).to.deep.equal(['after']);
    },
  );
});
