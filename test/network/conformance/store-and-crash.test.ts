// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { cpSync, rmSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedNetwork } from '../../../network/embedded/index.js';
import type { EndorsedTransaction, Outcome } from '../../../network/embedded/index.js';
import { EmbeddedSteps } from './support/embedded-steps.js';
import { watchDisk } from './support/watched-disk.js';

const OWN = '_implicit_org_AMSP';

describe('conformance J: the order of a commit, and crashes between its steps', () => {
  let network: EmbeddedSteps;
  let copies: string;

  beforeEach(async () => {
    network = await EmbeddedSteps.open();
    copies = await mkdtemp(join(tmpdir(), 'onedoor-copies-'));
    await network.submit(['putState', 'k', '1'], ['putPrivateData', OWN, 'p', 'one']);
  });
  afterEach(async () => {
    await network.remove();
    await rm(copies, { recursive: true });
  });

  function change(): Promise<EndorsedTransaction> {
    return network.endorse(['putState', 'k', '2'], ['putPrivateData', OWN, 'p', 'two']);
  }

  /** Orders while `before` is told of each step. */
  async function orderWatched(transaction: EndorsedTransaction, before: (step: string) => void): Promise<Outcome> {
    const stop = await watchDisk(before);
    try {
      return await network.network.order(transaction);
    } finally {
      stop();
    }
  }

  /** What a crash right now would leave. */
  function copyNow(name: string): string {
    const directory = join(copies, name);
    cpSync(network.options.directory, directory, { recursive: true });
    rmSync(join(directory, 'lock'));
    return directory;
  }

  /** Does the work on a network that was copied, in place of the present one. */
  async function withCopy(directory: string, work: () => Promise<void>): Promise<void> {
    const original = network.network;
    network.network = await EmbeddedNetwork.open({ ...network.options, directory });
    try {
      await work();
    } finally {
      await network.network.close();
      network.network = original;
    }
  }

  it('F92 block and private values in one synced record, then both in their stores, index and state; only then the client hears', async () => {
    const steps: string[] = [];
    const heard = (async () => {
      const { height } = network.network;
      for await (const block of network.network.blocks({ from: height })) {
        steps.push(`told of block ${block.number}`);
        return;
      }
    })();
    const transaction = await change();
    await orderWatched(transaction, (step) => steps.push(step));
    steps.push('acknowledged');
    await heard;
    const durable = ['journal, written', 'journal, synced'];
    expect(steps.slice(0, 2)).to.deep.equal(durable);
    expect(steps.slice(2, 6)).to.have.members(['private', 'blocks.dat, written', 'index', 'state']);
    expect(steps.slice(6)).to.have.members(['told of block 2', 'acknowledged']);
  });

  it('F92 nobody is told of a block before it is in state', async () => {
    const seen: unknown[] = [];
    const transaction = await change();
    await orderWatched(transaction, (step) => {
      if (step === 'state') seen.push(network.network.height);
    });
    expect(seen).to.deep.equal([2n]);
    expect(network.network.height).to.equal(3n);
  });

  it('F93 a crash before the sync of the block leaves the block before; the same bytes can be sent again', async () => {
    const transaction = await change();
    let copied = '';
    await orderWatched(transaction, (step) => {
      if (step === 'journal, written') copied = copyNow('before');
    });
    await withCopy(copied, async () => {
      expect(network.network.height).to.equal(2n);
      expect(await network.network.transaction(transaction.transactionId)).to.equal(undefined);
      expect(await network.ask(['getState', 'k'], ['getPrivateData', OWN, 'p'])).to.deep.equal(['1', 'one']);
      expect(await network.order(transaction)).to.deep.equal(['VALID']);
      expect(await network.ask(['getState', 'k'], ['getPrivateData', OWN, 'p'])).to.deep.equal(['2', 'two']);
    });
  });

  for (const crash of ['private', 'blocks.dat, written', 'index', 'state']) {
    it(`F93 a crash after the block is durable, before ${crash} is written, loses nothing`, async () => {
      const transaction = await change();
      let copied = '';
      const { blockNumber } = await orderWatched(transaction, (step) => {
        if (step === crash && copied === '') copied = copyNow(crash);
      });
      const { bytes } = await network.network.block(blockNumber);
      await withCopy(copied, async () => {
        expect(network.network.height).to.equal(3n);
        const found = { blockNumber, validationCode: 'VALID' };
        expect(await network.network.transaction(transaction.transactionId)).to.deep.equal(found);
        expect(await network.ask(['getState', 'k'], ['getPrivateData', OWN, 'p'])).to.deep.equal(['2', 'two']);
        expect((await network.ask(['getHistoryForKey', 'k']))[0]).to.have.length(2);
        expect((await network.network.block(2n)).bytes).to.deep.equal(bytes);
        expect((await network.submit(['putState', 'k', '3'])).validationCode).to.equal('VALID');
      });
    });
  }

  it('F95 a block that cannot be written is cut off again, and the next one takes its place', async () => {
    const transaction = await change();
    const blocks = join(network.options.directory, 'blocks.dat');
    const { size } = await stat(blocks);
    let failures = 1;
    const error: unknown = await orderWatched(transaction, (step) => {
      if (step === 'journal, written' && failures-- > 0) throw new Error('the disk is full');
    }).catch((reason: unknown) => reason);
    expect((error as Error).message).to.equal('the disk is full');
    expect((await stat(blocks)).size).to.equal(size);
    expect(network.network.height).to.equal(2n);
    expect(await network.network.transaction(transaction.transactionId)).to.equal(undefined);
    expect((await network.submit(['putState', 'k', 'other'])).blockNumber).to.equal(2n);
    await network.reopen();
    expect(await network.ask(['getState', 'k'], ['getPrivateData', OWN, 'p'])).to.deep.equal(['other', 'one']);
    await removeDerived(network);
    expect(await network.ask(['getState', 'k'], ['getPrivateData', OWN, 'p'])).to.deep.equal(['other', 'one']);
    expect(await network.order(transaction)).to.deep.equal(['VALID']);
    expect(await network.ask(['getPrivateData', OWN, 'p'])).to.deep.equal(['two']);
  });

  it('F95 private values and purges of a block that was never written do not join the block in its place', async () => {
    await network.submit(['putPrivateData', OWN, 'q', 'kept']);
    const purge = await network.endorse(['purgePrivateData', OWN, 'q']);
    const write = await change();
    let failures = 1;
    const stop = await watchDisk((step) => {
      if (step === 'journal, written' && failures-- > 0) throw new Error('the disk is full');
    });
    const error: unknown = await network.order(purge, write).catch((reason: unknown) => reason);
    stop();
    expect((error as Error).message).to.equal('the disk is full');
    const plain = [await network.endorse(['putState', 'a', '1']), await network.endorse(['putState', 'b', '1'])];
    expect(await network.order(...plain)).to.deep.equal(['VALID', 'VALID']);
    await network.reopen();
    await removeDerived(network);
    expect(await network.ask(['getPrivateData', OWN, 'p'], ['getPrivateData', OWN, 'q'])).to.deep.equal([
      'one',
      'kept',
    ]);
  });

  it('F95 a block that the disk did not confirm is not acknowledged, and nothing more is taken until opened again', async () => {
    const transaction = await change();
    const error: unknown = await orderWatched(transaction, (step) => {
      if (step === 'journal, synced') throw new Error('input/output error');
    }).catch((reason: unknown) => reason);
    expect((error as Error).name).to.equal('NetworkFailure');
    expect((error as Error).message).to.match(
      /^whether block 2 is durable is not known.*input\/output error.*open the network again$/,
    );
    expect(network.network.height).to.equal(2n);
    expect(await network.ask(['getState', 'k'])).to.deep.equal(['1']);
    const next: unknown = await network.network.order(transaction).catch((reason: unknown) => reason);
    expect((next as Error).message).to.equal((error as Error).message);
    await network.reopen();
    // It had reached the file, so opening makes it durable; had it not, the same bytes could be sent again.
    const found = { blockNumber: 2n, validationCode: 'VALID' };
    expect(await network.network.transaction(transaction.transactionId)).to.deep.equal(found);
    expect(await network.ask(['getState', 'k'], ['getPrivateData', OWN, 'p'])).to.deep.equal(['2', 'two']);
  });

  for (const step of ['blocks.dat, written', 'index', 'state']) {
    it(`F95 where ${step} cannot be written, nothing more is taken until the network is opened again`, async () => {
      const transaction = await change();
      const error: unknown = await orderWatched(transaction, (each) => {
        if (each === step) throw new Error('the disk is full');
      }).catch((reason: unknown) => reason);
      const text = 'block 2 is durable but could not be applied (the disk is full); open the network again';
      expect([(error as Error).name, (error as Error).message]).to.deep.equal(['NetworkFailure', text]);
      const next: unknown = await network.network.order(transaction).catch((reason: unknown) => reason);
      expect((next as Error).message).to.equal(text);
      expect(network.network.height).to.equal(2n);
      await network.reopen();
      expect(network.network.height).to.equal(3n);
      expect(await network.ask(['getState', 'k'], ['getPrivateData', OWN, 'p'])).to.deep.equal(['2', 'two']);
      expect((await network.submit(['putState', 'k', '3'])).validationCode).to.equal('VALID');
    });
  }
});

/** Closes, removes what is derived and opens again. */
async function removeDerived(network: EmbeddedSteps): Promise<void> {
  await network.network.close();
  for (const folder of ['index', 'state']) await rm(join(network.options.directory, folder), { recursive: true });
  network.network = await EmbeddedNetwork.open(network.options);
}
