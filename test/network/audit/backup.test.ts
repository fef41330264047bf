// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PrivateStore } from '../../../network/embedded/blocks/private-store.js';
import { EmbeddedNetwork } from '../../../network/embedded/index.js';
import { CHAINCODE, TestNetwork, rejection } from '../protocol/open-test-network.js';
import { audited, named } from './audited.js';

const OWN = '_implicit_org_AMSP';

describe('backup of an open network', () => {
  let test: TestNetwork;
  let copy: string;

  beforeEach(async () => {
    test = await TestNetwork.open();
    copy = `${test.directory}-copy`;
  });

  afterEach(async () => {
    await test.remove();
    await rm(copy, { recursive: true, force: true });
  });

  const put = async (key: string): Promise<void> => {
    await test.network.submit(await test.caller(), {
      chaincode: CHAINCODE,
      transaction: 'PutPrivate',
      args: [OWN, key],
      transient: { value: Buffer.from(`value of ${key}`) },
      endorsers: ['AMSP'],
    });
  };

  it('leaves a block out whose private values are not stored yet', async () => {
    await put('first');
    const { height } = test.network;
    // eslint-disable-next-line @typescript-eslint/unbound-method -- put back as it was
    const { store } = PrivateStore.prototype;
    let backup: Promise<unknown> | undefined;
    PrivateStore.prototype.store = function (...block) {
      PrivateStore.prototype.store = store;
      backup = test.network.backup(copy);
      return store.apply(this, block);
    };
    try {
      await put('second');
    } finally {
      PrivateStore.prototype.store = store;
    }
    await backup;
    const restored = await EmbeddedNetwork.open({ ...test.options, directory: copy });
    const found = restored.height;
    await restored.close();
    expect(found).to.equal(height);
  });

  it('holds everything acknowledged before it began, with its private values, while writing goes on', async () => {
    const acknowledged: string[] = [];
    let isWriting = true;
    const writers = ['a', 'b', 'c', 'd'].map(async (writer) => {
      for (let n = 0; isWriting; n += 1) {
        await put(`${writer}${n}`);
        acknowledged.push(`${writer}${n}`);
      }
    });
    for (let n = 0; acknowledged.length < 40; n += 1) await put(`e${n}`);
    const before = [...acknowledged];
    const { height, hash } = await test.network.backup(copy);
    isWriting = false;
    await Promise.all(writers);
    expect(test.network.height >= height).to.equal(true);
    expect(Buffer.from(hash)).to.deep.equal(Buffer.from((await test.network.block(height - 1n)).hash));

    expect(named(await audited({ ...test.options, directory: copy }))).to.deep.equal([]);
    const restored = await EmbeddedNetwork.open({ ...test.options, directory: copy });
    try {
      expect(restored.height).to.equal(height);
      const caller = await restored.enrol('AMSP', 'gateway', { 'onedoor.role': 'officer' });
      for (const key of before) {
        const proposal = { chaincode: CHAINCODE, transaction: 'GetPrivate', args: [OWN, key] };
        expect(Buffer.from(await restored.evaluate(caller, proposal)).toString()).to.equal(`value of ${key}`);
      }
      await restored.submit(caller, test.put('after', '1'));
    } finally {
      await restored.close();
    }
  });

  it('is for its owner alone, and never written over another one', async () => {
    await put('a');
    await test.network.backup(copy);
    expect((await stat(copy)).mode & 0o777).to.equal(0o700);
    for (const file of ['blocks.dat', join('identities', 'AMSP', 'ca.json')]) {
      expect((await stat(join(copy, file))).mode & 0o777).to.equal(0o600);
    }
    expect((await rejection(test.network.backup(copy))).message).to.contain('EEXIST');
  });
});
