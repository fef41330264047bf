// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { readlinkSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { TestNetwork, rejection } from './open-test-network.js';

type Read = (this: FileHandle, ...args: unknown[]) => Promise<{ bytesRead: number }>;

/** How many bytes of `blocks.dat` are read while `work` goes on. */
async function bytesRead(path: string, work: () => Promise<void>): Promise<number> {
  const probe = await open(path, 'r');
  await probe.close();
  const places = Object.getPrototypeOf(probe) as { read: Read };
  const { read } = places;
  let sum = 0;
  places.read = async function (...args) {
    const isBlocks = readlinkSync(`/proc/self/fd/${this.fd}`).endsWith('blocks.dat');
    const result = await read.apply(this, args);
    if (isBlocks) sum += result.bytesRead;
    return result;
  };
  try {
    await work();
  } finally {
    places.read = read;
  }
  return sum;
}

describe('embedded network: opening', () => {
  let test: TestNetwork;
  let blocks: string;

  beforeEach(async () => {
    test = await TestNetwork.open();
    blocks = join(test.directory, 'blocks.dat');
    const caller = await test.caller();
    for (let at = 0; at < 20; at += 1) await test.network.submit(caller, test.put(`key ${at}`, 'x'.repeat(60_000)));
  });
  afterEach(async () => {
    await test.remove();
  });

  it('reads the end of the block file only, however long it is', async () => {
    const { size } = await stat(blocks);
    const read = await bytesRead(blocks, () => test.reopen());
    expect(size).to.be.greaterThan(2_000_000);
    expect(read).to.be.within(1, 600_000);
    expect(test.network.height).to.equal(21n);
  });

  it('finds a damaged old block when it is read, by its number, and serves the others', async () => {
    await test.network.close();
    const file = await open(blocks, 'r+');
    const { size } = await file.stat();
    await file.write(Buffer.from('?'), 0, 1, size >> 2);
    await file.close();
    await test.reopen();
    const numbers = Array.from({ length: 21 }, (_, number) => BigInt(number));
    const refused: { number: bigint; message: string }[] = [];
    for (const number of numbers) {
      await test.network.block(number).catch((error: unknown) => {
        refused.push({ number, message: (error as Error).message });
      });
    }
    expect(refused).to.have.length(1);
    const [{ number, message } = { number: -1n, message: '' }] = refused;
    expect(message).to.equal(
      `block ${number} in ${blocks} is damaged (checksum does not match); restore the ledger from a backup`,
    );
    expect(await test.get('key 5')).to.equal('x'.repeat(60_000));
  });

  it('says that there is no block behind the last', async () => {
    expect((await rejection(test.network.block(21n))).message).to.equal('no such block number [21] in index');
  });
});
