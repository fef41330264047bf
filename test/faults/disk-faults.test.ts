// SPDX-License-Identifier: Apache-2.0
import './support/quiet-shim.js';
import { expect } from 'chai';
import { cp, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedNetwork } from '../../network/embedded/index.js';
import type { Submitted } from '../../network/embedded/index.js';
import { withFaults } from './support/faulty-disk.js';
import { flipOptions } from './support/flip-ledger.js';

describe('a disk that fails', () => {
  let directory: string;
  let network: EmbeddedNetwork;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'onedoor-faults-'));
    network = await EmbeddedNetwork.open(flipOptions(directory));
    await put('a', 'one');
  });
  afterEach(async () => {
    await network.close();
    await rm(directory, { recursive: true });
  });

  async function put(key: string, value: string): Promise<Submitted> {
    const transient = { value: Buffer.from(value) };
    return network.submit(await caller(), { chaincode: 'flips', transaction: 'PutPrivate', args: [key], transient });
  }

  function caller(): ReturnType<EmbeddedNetwork['enrol']> {
    return network.enrol('AMSP', 'client');
  }

  /** Private values by key. */
  async function values(): Promise<Record<string, string>> {
    const answer = await network.evaluate(await caller(), { chaincode: 'flips', transaction: 'Everything' });
    const { values: rows } = JSON.parse(Buffer.from(answer).toString()) as { values: [string, string][] };
    return Object.fromEntries(rows);
  }

  async function refusal(work: Promise<unknown>): Promise<Error> {
    return work.then(
      () => new Error('was not refused'),
      (error: unknown) => error as Error,
    );
  }

  async function reopen(): Promise<void> {
    await network.close();
    network = await EmbeddedNetwork.open(flipOptions(directory));
  }

  it('does not confirm a block: nothing is acknowledged, nothing more is taken, reads go on; opening settles it', async () => {
    const error = await withFaults({ unsynced: ['journal'] }, () => refusal(put('b', 'two')));
    expect(error.name).to.equal('NetworkFailure');
    expect(error.message).to.match(/^whether block 2 is durable is not known.*EIO.*open the network again$/);
    expect(await values()).to.deep.equal({ a: 'one' });
    expect((await refusal(put('c', 'three'))).message).to.equal(error.message);
    await reopen();
    expect(await values()).to.deep.equal({ a: 'one', b: 'two' });
    expect((await put('c', 'three')).blockNumber).to.equal(3n);
  });

  it('does not confirm the block file at a checkpoint: the journal keeps everything until the next opening', async () => {
    const large = 'x'.repeat(800_000);
    await put('b', large);
    const error = await withFaults({ unsynced: ['blocks.dat'] }, () => refusal(put('c', large)));
    expect(error.message).to.match(/^whether block 3 is durable is not known.*EIO/);
    await reopen();
    expect(Object.keys(await values())).to.deep.equal(['a', 'b']);
    await put('c', large);
    await reopen();
    expect(Object.keys(await values())).to.deep.equal(['a', 'b', 'c']);
  });

  it('is full amid a record of the journal: the block is refused, reads go on, and writes resume when there is room', async () => {
    const { size } = await stat(join(directory, 'blocks.dat'));
    const errors = await withFaults({ full: ['journal'] }, async () => {
      const first = await refusal(put('b', 'y'.repeat(5000)));
      expect(await values()).to.deep.equal({ a: 'one' });
      return [first.message, (await refusal(put('b', 'short'))).message];
    });
    for (const message of errors) expect(message).to.equal('ENOSPC: no space left on device, write');
    expect((await stat(join(directory, 'blocks.dat'))).size).to.equal(size);
    expect((await put('b', 'two')).blockNumber).to.equal(2n);
    expect(await values()).to.deep.equal({ a: 'one', b: 'two' });
    await reopen();
    expect(await values()).to.deep.equal({ a: 'one', b: 'two' });
  });

  it('is full amid a record of the journal, and the process is killed: nothing of the block is there', async () => {
    await withFaults({ full: ['journal'] }, () => refusal(put('b', 'y'.repeat(5000))));
    const killed = join(directory, 'killed');
    for (const name of await readdir(directory)) {
      if (name !== 'lock') await cp(join(directory, name), join(killed, name), { recursive: true });
    }
    await network.close();
    network = await EmbeddedNetwork.open(flipOptions(killed));
    expect(await values()).to.deep.equal({ a: 'one' });
    expect((await put('b', 'two')).blockNumber).to.equal(2n);
  });

  it('is full amid the block file: the block is durable and applied by the next opening', async () => {
    const error = await withFaults({ full: ['blocks.dat'] }, () => refusal(put('b', 'two')));
    expect(error.message).to.match(/^block 2 is durable but could not be applied \(ENOSPC/);
    expect(await values()).to.deep.equal({ a: 'one' });
    await reopen();
    expect(await values()).to.deep.equal({ a: 'one', b: 'two' });
  });

  it('is nearly full: writes are refused before they begin, reads go on, and writes resume when there is room', async () => {
    // So long an answer of the file system is believed.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await withFaults({ free: 1024 * 1024 }, async () => {
      const error = await refusal(put('b', 'two'));
      expect(error.message).to.match(/the disk of .* is full: 1 MiB are free and 64 MiB must be; nothing was written/);
      expect(await values()).to.deep.equal({ a: 'one' });
    });
    expect((await put('b', 'two')).blockNumber).to.equal(2n);
    expect(await values()).to.deep.equal({ a: 'one', b: 'two' });
  });

  it('damaged the list of private tables: refused by name, with the remedy', async () => {
    await network.close();
    await writeFile(join(directory, 'private', 'CURRENT'), 'nonsense');
    const error = await refusal(EmbeddedNetwork.open(flipOptions(directory)));
    expect([error.name, error.message]).to.deep.equal([
      'NetworkError',
      `cannot open ${join(directory, 'private')}, which holds the only copy of private values; restore the ledger from a backup`,
    ]);
  });
});
