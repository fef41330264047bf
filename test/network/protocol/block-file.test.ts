// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlockFile } from '../../../network/embedded/blocks/block-file.js';
import { crc32c } from '../../../network/embedded/blocks/crc32c.js';
import { HEADER_SIZE } from '../../../network/embedded/blocks/record.js';
import { rejection } from './open-test-network.js';

describe('block file', () => {
  let directory: string;
  let path: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'onedoor-blocks-'));
    path = join(directory, 'blocks.dat');
  });

  afterEach(async () => {
    await rm(directory, { recursive: true });
  });

  /** One shorter, one longer than what is read at first. */
  const content = (number: number): Buffer => Buffer.alloc(number === 1 ? 40_000 : 100, number + 1);

  it('uses CRC-32C', () => {
    expect(crc32c(Buffer.from('123456789')).toString(16)).to.equal('e3069283');
    expect(crc32c(Buffer.alloc(32)).toString(16)).to.equal('8a9136aa');
  });

  it('gives back what was appended, at its place and nowhere else', async () => {
    const file = await BlockFile.open(path);
    const places = [];
    for (const number of [0, 1, 2]) places.push(await file.append(number, content(number)));
    for (const { number, at } of [...places].reverse()) {
      expect(await file.read(number, at)).to.deep.equal(content(number));
    }
    const [first] = places;
    expect((await rejection(file.read(1, first?.at ?? 0))).message).to.match(/block 1 in .* is damaged/);
    expect((await rejection(file.read(3, file.size))).message).to.match(/block 3 in .* is damaged/);
    await file.close();
  });

  it('refuses a block that is not the next', async () => {
    const file = await BlockFile.open(path);
    await file.append(0, content(0));
    expect((await rejection(file.append(2, content(2)))).message).to.equal('block number should have been 1 but was 2');
    expect((await rejection(file.append(0, content(0)))).message).to.contain('should have been 1');
    await file.close();
  });

  it('finds a bit that flips while it is open, in header and content', async () => {
    const file = await BlockFile.open(path);
    const { end } = await file.append(0, content(0));
    for (const at of [0, 13, 17, HEADER_SIZE, end - 1]) {
      await flip(path, at);
      expect((await rejection(file.read(0, 0))).message, `byte ${at}`).to.match(/block 0 in .* is damaged/);
      await flip(path, at);
    }
    expect(await file.read(0, 0)).to.deep.equal(content(0));
    await file.close();
  });
});

async function flip(path: string, at: number): Promise<void> {
  const file = await open(path, 'r+');
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, at);
  byte[0] = (byte[0] ?? 0) ^ 0x10;
  await file.write(byte, 0, 1, at);
  await file.close();
}
