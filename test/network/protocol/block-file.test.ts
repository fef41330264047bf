// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { appendFile, mkdtemp, open, readFile, rm, stat, truncate } from 'node:fs/promises';
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

  const content = (number: number): Buffer => Buffer.alloc(100 + number, number);

  async function write(count: number): Promise<number> {
    const file = await BlockFile.open(path, 0);
    for (let number = file.height; number < count; number += 1) await file.append(number, content(number));
    await file.close();
    return (await stat(path)).size;
  }

  async function heightOf(committed: number): Promise<number> {
    const file = await BlockFile.open(path, committed);
    await file.close();
    return file.height;
  }

  async function flip(at: number): Promise<void> {
    const file = await open(path, 'r+');
    const byte = Buffer.alloc(1);
    await file.read(byte, 0, 1, at);
    byte[0] = (byte[0] ?? 0) ^ 0x10;
    await file.write(byte, 0, 1, at);
    await file.close();
  }

  it('uses CRC-32C', () => {
    expect(crc32c(Buffer.from('123456789')).toString(16)).to.equal('e3069283');
    expect(crc32c(Buffer.alloc(32)).toString(16)).to.equal('8a9136aa');
  });

  it('gives back what was appended, also after reopening', async () => {
    await write(3);
    const file = await BlockFile.open(path, 3);
    expect(file.height).to.equal(3);
    for (const number of [2, 0, 1]) expect(await file.read(number)).to.deep.equal(content(number));
    expect((await rejection(file.read(3))).message).to.equal('no such block number [3] in index');
    await file.close();
  });

  it('refuses a block that is not the next', async () => {
    await write(2);
    const file = await BlockFile.open(path, 2);
    expect((await rejection(file.append(3, content(3)))).message).to.equal('block number should have been 2 but was 3');
    expect((await rejection(file.append(1, content(1)))).message).to.contain('should have been 2');
    await file.close();
  });

  it('cuts a torn tail wherever the crash came, and goes on', async () => {
    const whole = await write(2);
    const size = await write(3);
    const bytes = await readFile(path);
    for (let end = whole; end < size; end += 7) {
      await rm(path);
      await appendFile(path, bytes.subarray(0, end));
      expect(await heightOf(2), `cut at ${end}`).to.equal(2);
      expect((await stat(path)).size).to.equal(whole);
    }
    await write(3);
    expect(await heightOf(3)).to.equal(3);
  });

  it('cuts a tail that the file system left as zeros', async () => {
    const whole = await write(2);
    await appendFile(path, Buffer.alloc(500));
    expect(await heightOf(2)).to.equal(2);
    expect((await stat(path)).size).to.equal(whole);
  });

  it('refuses a flipped bit by the number of its block, in header and content', async () => {
    await write(4);
    const record = (number: number): number => number * (HEADER_SIZE + 100) + (number * (number - 1)) / 2;
    for (const at of [
      record(1),
      record(1) + 13,
      record(1) + 17,
      record(1) + HEADER_SIZE,
      record(1) + HEADER_SIZE + 100,
    ]) {
      await flip(at);
      const error = await rejection(BlockFile.open(path, 0));
      expect(error.message, `byte ${at}`).to.match(/block 1 in .* is damaged/);
      await flip(at);
    }
    expect(await heightOf(4)).to.equal(4);
  });

  it('does not take a damaged last block for a torn tail if it was committed', async () => {
    const size = await write(3);
    await flip(size - 5);
    expect((await rejection(BlockFile.open(path, 3))).message).to.match(/block 2 in .* is damaged/);
    expect(await heightOf(2), 'the stores did not know it').to.equal(2);
  });

  it('refuses to open behind the derived stores, and names the remedy', async () => {
    await truncate(path, await write(2)).then(() => undefined);
    expect((await rejection(BlockFile.open(path, 3))).message).to.match(/3 blocks were committed.*`index` and `state`/);
  });

  it('finds a bit that flips while it is open', async () => {
    await write(2);
    const file = await BlockFile.open(path, 2);
    await flip(HEADER_SIZE + 10);
    expect((await rejection(file.read(0))).message).to.match(/block 0 in .* is damaged/);
    await file.close();
  });
});
