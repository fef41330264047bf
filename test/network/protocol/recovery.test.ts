// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedNetwork } from '../../../network/embedded/index.js';
import { CHAINCODE, TestNetwork, rejection } from './open-test-network.js';

const OWN = '_implicit_org_AMSP';

describe('embedded network: reopening and repair', () => {
  let test: TestNetwork;

  beforeEach(async () => {
    test = await TestNetwork.open();
  });

  afterEach(async () => {
    await test.remove();
  });

  async function put(key: string, value: string): Promise<void> {
    await test.network.submit(await test.caller(), test.put(key, value));
  }

  async function putPrivate(key: string, value: string): Promise<void> {
    await test.network.submit(await test.caller(), {
      chaincode: CHAINCODE,
      transaction: 'PutPrivate',
      args: [OWN, key],
      transient: { value: Buffer.from(value) },
      endorsers: ['AMSP'],
    });
  }

  async function getPrivate(key: string): Promise<string> {
    const proposal = { chaincode: CHAINCODE, transaction: 'GetPrivate', args: [OWN, key] };
    return Buffer.from(await test.network.evaluate(await test.caller(), proposal)).toString();
  }

  it('finds everything again', async () => {
    await put('k', '1');
    await putPrivate('p', 'secret');
    const { certificate } = await test.caller();
    const height = test.network.height;
    await test.reopen();
    expect(test.network.height).to.equal(height);
    expect((await test.caller()).certificate).to.equal(certificate);
    expect(await test.get('k')).to.equal('1');
    expect(await getPrivate('p')).to.equal('secret');
    await put('k', '2');
    expect(await test.get('k')).to.equal('2');
  });

  it('lets identities of an earlier run act without enrolling again', async () => {
    const caller = await test.caller();
    await test.reopen();
    await test.network.submit(caller, test.put('k', '1'));
  });

  it('J93: rebuilds what is derived from the blocks, with the stored codes', async () => {
    const caller = await test.caller();
    await put('k', '1');
    await putPrivate('p', 'secret');
    const stale = await test.network.endorse(caller, test.put('k', '2'));
    await put('k', '3');
    expect((await test.network.order(stale)).validationCode).to.equal('MVCC_READ_CONFLICT');
    await test.network.close();
    for (const folder of ['index', 'state']) await rm(join(test.directory, folder), { recursive: true });
    test.network = await EmbeddedNetwork.open(test.options);
    expect(await test.get('k')).to.equal('3');
    expect(await getPrivate('p')).to.equal('secret');
    expect((await test.network.transaction(stale.transactionId))?.validationCode).to.equal('MVCC_READ_CONFLICT');
    await put('k', '4');
  });

  it('J93: cuts a torn tail of a block that no store knew, and goes on from the block before', async () => {
    await put('k', '1');
    await put('k', '2');
    await test.network.close();
    for (const folder of ['index', 'state']) await rm(join(test.directory, folder), { recursive: true });
    const path = join(test.directory, 'blocks.dat');
    await truncate(path, (await stat(path)).size - 9);
    test.network = await EmbeddedNetwork.open(test.options);
    expect(test.network.height).to.equal(2n);
    expect(await test.get('k')).to.equal('1');
    await put('k', '3');
    expect(await test.get('k')).to.equal('3');
  });

  it('J94: refuses to open where the block file is behind the derived stores', async () => {
    await put('k', '1');
    await put('k', '2');
    await test.network.close();
    const path = join(test.directory, 'blocks.dat');
    const { size } = await stat(path);
    const bytes = await readFile(path);
    await truncate(path, size - 9);
    const error = await rejection(EmbeddedNetwork.open(test.options));
    expect(error.message).to.match(/block 2 .* is damaged|ends before block 2/);
    await rm(path);
    await writeFile(path, bytes);
    test.network = await EmbeddedNetwork.open(test.options);
  });

  it('keeps private values of an endorsed transaction until it is ordered, also over a reopening', async () => {
    const caller = await test.caller();
    const endorsed = await test.network.endorse(caller, {
      chaincode: CHAINCODE,
      transaction: 'PutPrivate',
      args: [OWN, 'p'],
      transient: { value: Buffer.from('secret') },
      endorsers: ['AMSP'],
    });
    await test.reopen();
    expect((await test.network.order(endorsed)).validationCode).to.equal('VALID');
    expect(await getPrivate('p')).to.equal('secret');
  });

  it('stores the private values that belong to the ordered one of two simulations with one transaction id', async () => {
    const caller = await test.caller();
    const endorse = (value: string): ReturnType<EmbeddedNetwork['endorse']> =>
      test.network.endorse(caller, {
        chaincode: CHAINCODE,
        transaction: 'PutPrivate',
        args: [OWN, 'p'],
        transient: { value: Buffer.from(value) },
        endorsers: ['AMSP'],
        nonce: Buffer.alloc(24, 9),
        timestamp,
      });
    const timestamp = new Date();
    const first = await endorse('first');
    await endorse('second');
    expect((await test.network.order(first)).validationCode).to.equal('VALID');
    expect(await getPrivate('p')).to.equal('first');
  });

  it('never puts transient values into a block', async () => {
    await putPrivate('p', 'a-very-secret-value');
    const { bytes } = await test.network.block(1n);
    expect(Buffer.from(bytes).includes('a-very-secret-value')).to.equal(false);
    expect((await test.network.block(1n)).transactions[0]?.hashedWrites).to.have.length(1);
  });

  it('erases a purged value from every file, and rebuilds without it', async () => {
    await putPrivate('p', 'first-secret-value');
    await putPrivate('p', 'second-secret-value');
    await putPrivate('q', 'other-value');
    await test.network.submit(await test.caller(), {
      chaincode: CHAINCODE,
      transaction: 'PurgePrivate',
      args: [OWN, 'p'],
      endorsers: ['AMSP'],
    });
    expect((await readFile(join(test.directory, 'journal'))).includes('secret-value')).to.equal(false);
    await test.network.close();
    for (const secret of ['first-secret', 'second-secret']) {
      for (const folder of ['private', 'state']) {
        expect(await filesWith(join(test.directory, folder), secret), folder).to.deep.equal([]);
      }
    }
    await rm(join(test.directory, 'state'), { recursive: true });
    test.network = await EmbeddedNetwork.open(test.options);
    expect(await getPrivate('p')).to.equal('');
    expect(await getPrivate('q')).to.equal('other-value');
  });

  it('writes a configuration block when an organisation joins', async () => {
    await put('k', '1');
    const organisations = [...test.options.organisations, { mspId: 'DMSP' }];
    await test.reopen({ organisations });
    expect(test.network.height).to.equal(3n);
    expect((await test.network.block(2n)).transactions).to.deep.equal([]);
    expect(await test.get('k', 'DMSP')).to.equal('1');
    await test.reopen({ organisations });
    expect(test.network.height).to.equal(3n);
    await put('k', '2');
  });

  it('refuses a ledger of another channel or of other authorities', async () => {
    await put('k', '1');
    await test.network.close();
    const otherChannel = await rejection(EmbeddedNetwork.open({ ...test.options, channel: 'other' }));
    expect(otherChannel.message).to.equal('the ledger is of channel district, not other');
    await rm(join(test.directory, 'identities', 'BMSP'), { recursive: true });
    const otherAuthority = await rejection(EmbeddedNetwork.open(test.options));
    expect(otherAuthority.message).to.contain('the CA of BMSP is not the one that the ledger names');
  });

  it('refuses every call after closing, and a second opening before', async () => {
    expect((await rejection(EmbeddedNetwork.open(test.options))).message).to.contain('already open in process');
    const caller = await test.caller();
    const endorsed = await test.network.endorse(caller, test.put('k', '1'));
    const ordered = test.network.order(endorsed);
    await test.network.close();
    expect((await ordered).validationCode).to.equal('VALID');
    for (const call of [
      test.network.order(endorsed),
      test.network.endorse(caller, test.put('k', '1')),
      test.network.block(0n),
      test.network.enrol('AMSP', 'x'),
    ]) {
      expect((await rejection(call)).message).to.equal('the network is closed');
    }
    await test.network.close();
  });

  it("delays one organisation's view", async () => {
    await put('k', '1');
    test.network.hold('BMSP');
    await put('k', '2');
    expect(await test.get('k', 'BMSP')).to.equal('1');
    expect(await test.get('k', 'CMSP')).to.equal('2');
    test.network.release('BMSP');
    expect(await test.get('k', 'BMSP')).to.equal('2');
  });
});

async function filesWith(directory: string, text: string): Promise<string[]> {
  const found = [];
  for (const name of await readdir(directory)) {
    if ((await readFile(join(directory, name))).includes(text)) found.push(name);
  }
  return found;
}
