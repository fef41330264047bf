// SPDX-License-Identifier: Apache-2.0
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  EnvelopesDamaged,
  EnvelopeStore,
  EnvelopeUncertain,
} from '../../../gateway/ledger/fabric/submission/envelope-store.js';
import { testFolder } from './open-test-ledger.js';

const id = (digit: string) => digit.repeat(64);
const transaction = (digit: string, text = `envelope ${digit}`) => ({
  transactionId: id(digit),
  department: 'data-bureau',
  envelope: Uint8Array.from(Buffer.from(text)),
});

describe('what was signed and may have been sent', () => {
  let folder: ReturnType<typeof testFolder>;
  let path: string;
  beforeEach(() => {
    folder = testFolder();
    path = join(folder.folder, 'envelopes.log');
  });
  afterEach(() => {
    folder.remove();
  });

  async function keptNow(file = path): Promise<string[]> {
    const store = await EnvelopeStore.open(file);
    const kept = store.kept.map(({ envelope }) => Buffer.from(envelope).toString());
    await store.close();
    return kept;
  }

  it('is there for the next process until its block is known; only its owner can read it', async () => {
    const store = await EnvelopeStore.open(path);
    await Promise.all(['1', '2'].map((digit) => store.add(transaction(digit))));
    await store.add({ ...transaction('3'), height: 17n });
    store.remove(id('2'), 41n);
    expect([store.has(id('1')), store.has(id('2')), store.upTo]).to.deep.equal([true, false, 42n]);
    await store.close();
    expect(statSync(path).mode & 0o777).to.equal(0o600);
    const next = await EnvelopeStore.open(path);
    expect(next.kept.map(({ transactionId }) => transactionId)).to.deep.equal([id('1'), id('3')]);
    expect(next.kept.map(({ height }) => height)).to.deep.equal([undefined, 17n]);
    expect(next.upTo).to.equal(42n);
    await next.close();
  });

  it('is what stood there before a crash cut the last line off, or left zeros in its place', async () => {
    for (const rest of ['deadbeef {"transactionId":"4', '\0'.repeat(5_000), `${'\0'.repeat(100)}"}\nmore\n`]) {
      const store = await EnvelopeStore.open(path);
      if (!store.has(id('1'))) await store.add(transaction('1'));
      await store.close();
      appendFileSync(path, rest);
      expect(await keptNow()).to.deep.equal(['envelope 1']);
    }
    const again = await EnvelopeStore.open(path);
    await again.add(transaction('5'));
    await again.close();
    expect(await keptNow()).to.deep.equal(['envelope 1', 'envelope 5']);
  });

  it('cannot be trusted where a line in it was changed', async () => {
    const store = await EnvelopeStore.open(path);
    await store.add(transaction('1'));
    await store.add(transaction('2'));
    await store.close();
    writeFileSync(path, readFileSync(path, 'utf8').replace('data-bureau', 'data-burrau'));
    const error = await EnvelopeStore.open(path).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(EnvelopesDamaged);
  });

  it('stays small: what was taken out is left behind', async () => {
    const store = await EnvelopeStore.open(path);
    const large = 'x'.repeat(1024 * 1024);
    await store.add(transaction('a', 'stays'));
    for (let round = 0; round < 12; round += 1) {
      await store.add(transaction('b', large));
      store.remove(id('b'), BigInt(round));
    }
    await store.close();
    expect(statSync(path).size).to.be.lessThan(9 * 1024 * 1024);
    const next = await EnvelopeStore.open(path);
    expect(next.kept.map(({ transactionId }) => transactionId)).to.deep.equal([id('a')]);
    expect(next.upTo).to.equal(12n);
    await next.close();
  });

  it('is not there for the next process where its adding failed, whatever had reached the disk', async () => {
    const store = await EnvelopeStore.open(path);
    await store.add(transaction('1'));
    const restore = await failing(1);
    const error = await store.add(transaction('2')).catch((reason: unknown) => reason);
    restore();
    expect(error).to.be.instanceOf(Error).and.not.instanceOf(EnvelopeUncertain);
    expect(store.has(id('2'))).to.equal(false);
    expect(readFileSync(path, 'utf8')).to.include(`{"settled":"${id('2')}"}`);
    await store.add(transaction('3'));
    await store.close();
    expect(await keptNow()).to.deep.equal(['envelope 1', 'envelope 3']);
  });

  it('is uncertain where neither that it is kept nor that it is not could be written', async () => {
    const store = await EnvelopeStore.open(path);
    const restore = await failing(2);
    const error = await store.add(transaction('2')).catch((reason: unknown) => reason);
    restore();
    expect(error).to.be.instanceOf(EnvelopeUncertain);
    expect(store.has(id('2'))).to.equal(true); // so nobody is told that it is absent
    await store.add(transaction('3'));
    await store.close();
    expect(await keptNow()).to.include('envelope 3');
  });

  it('goes on in the old file while a new one cannot be made', async () => {
    const store = await EnvelopeStore.open(path);
    await store.add(transaction('1', 'x'.repeat(9 * 1024 * 1024)));
    await mkdir(join(`${path}.new`, 'in the way'), { recursive: true });
    const error = await store.add(transaction('2')).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Error).and.not.instanceOf(EnvelopeUncertain);
    await store.add(transaction('3'));
    await rm(`${path}.new`, { recursive: true });
    await store.close();
    expect((await keptNow()).slice(1)).to.deep.equal(['envelope 3']);
  });

  /** The next so many syncs of data fail, after the data was written. @returns what puts an end to it. */
  async function failing(times: number): Promise<() => void> {
    const probe = await open(join(folder.folder, 'probe'), 'w');
    const prototype = Object.getPrototypeOf(probe) as FileHandle;
    await probe.close();
    const datasync = Object.getOwnPropertyDescriptor(prototype, 'datasync') as PropertyDescriptor;
    let left = times;
    prototype.datasync = function (this: FileHandle) {
      left -= 1;
      return left >= 0 ? Promise.reject(new Error('EIO')) : (datasync.value as () => Promise<void>).call(this);
    };
    return () => {
      Object.defineProperty(prototype, 'datasync', datasync);
    };
  }

  it('is copied as of now', async () => {
    const store = await EnvelopeStore.open(path);
    await store.add(transaction('1'));
    await store.add(transaction('2'));
    store.remove(id('1'), 7n);
    await store.copyInto(join(folder.folder, 'copy'));
    await store.add(transaction('3'));
    await store.close();
    expect(await keptNow(join(folder.folder, 'copy', 'envelopes.log'))).to.deep.equal(['envelope 2']);
  });
});
