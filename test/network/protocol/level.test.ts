// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { ClassicLevel } from 'classic-level';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LevelDamage, checkLevel, checkTables } from '../../../network/embedded/blocks/level/check-level.js';
import { liveTables } from '../../../network/embedded/blocks/level/live-tables.js';
import { readLogEnd } from '../../../network/embedded/blocks/level/log-file.js';
import { uncompress } from '../../../network/embedded/blocks/level/snappy.js';
import { findTableDamage } from '../../../network/embedded/blocks/level/table-file.js';
import { rejection } from './open-test-network.js';

describe('files of LevelDB', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'onedoor-level-'));
    const level = new ClassicLevel(directory);
    for (let at = 0; at < 400; at += 1) await level.put(key(at), `value ${at} `.repeat(20));
    await level.compactRange(' ', '~');
    for (let at = 400; at < 600; at += 1) await level.put(key(at), `value ${at} `.repeat(20));
    await level.close();
  });
  afterEach(async () => {
    await rm(directory, { recursive: true });
  });

  const key = (at: number): string => `key ${String(at).padStart(6, '0')}`;

  async function fileLike(pattern: RegExp): Promise<string> {
    const name = (await readdir(directory)).find((each) => pattern.test(each));
    return join(directory, name ?? 'missing');
  }

  /** Calls with every so-manieth byte having one bit flipped. */
  function eachFlip(bytes: Buffer, step: number, check: (flipped: Buffer, at: number) => void): void {
    for (let at = 0; at < bytes.length; at += step) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      check(flipped, at);
    }
  }

  it('a table: any flipped bit is found, but for the zeros between the places in its footer', async () => {
    const bytes = await readFile(await fileLike(/\.ldb$/));
    expect(findTableDamage(bytes)).to.equal(undefined);
    eachFlip(bytes, 7, (flipped, at) => {
      const isFiller = at >= bytes.length - 40 && at < bytes.length - 8 && bytes[at] === 0;
      if (!isFiller) expect(findTableDamage(flipped), `byte ${at}`).not.to.equal(undefined);
    });
  });

  it('a log and the list of tables: any flipped bit is found, and none is taken for a torn end', async () => {
    for (const pattern of [/\.log$/, /^MANIFEST/]) {
      const bytes = await readFile(await fileLike(pattern));
      expect(readLogEnd(bytes)).to.deep.equal({ end: bytes.length, state: 'whole' });
      eachFlip(bytes, 31, (flipped, at) => {
        const { end, state } = readLogEnd(flipped);
        expect(state, `byte ${at}`).to.equal('altered');
        expect(end, `byte ${at}`).to.be.at.most(at);
      });
      expect(readLogEnd(bytes.subarray(0, -3)).state).to.equal('torn');
    }
  });

  it('a damaged log is cut before its first unsound record, so that nothing amid it is left out', async () => {
    const path = await fileLike(/\.log$/);
    const { size } = await stat(path);
    const bytes = await readFile(path);
    bytes[size >> 1] = (bytes[size >> 1] ?? 0) ^ 1;
    await writeFile(path, bytes);
    expect(await checkLevel(directory)).to.deep.equal([]);
    const level = new ClassicLevel(directory);
    const found = await level.keys({ gte: key(400) }).all();
    await level.close();
    expect(found).to.have.length.within(90, 110);
    expect(found).to.deep.equal(found.map((_, at) => key(400 + at)));
  });

  it('a table that was half written when the process was killed is passed over: the store is not made of it', async () => {
    const whole = await readFile(await fileLike(/\.ldb$/));
    const left = join(directory, '999999.ldb');
    await writeFile(left, whole.subarray(0, whole.length >> 1));
    expect(await checkLevel(directory)).to.deep.equal([]);
    const level = new ClassicLevel(directory);
    expect(await level.get(key(7))).to.contain('value 7');
    await level.close();
    expect(await readdir(directory)).not.to.include('999999.ldb');
  });

  it('the manifest names exactly the tables that LevelDB keeps, through compactions', async () => {
    const level = new ClassicLevel(directory, { writeBufferSize: 64 * 1024 });
    await level.open();
    for (let round = 0; round < 6; round += 1) {
      for (let at = 0; at < 400; at += 1) await level.put(key(at * 7 + round), `other ${round} `.repeat(30));
      if (round % 2 === 0) await level.compactRange(' ', '~');
    }
    await level.close();
    // Opening removes what a compaction has left behind.
    const reopened = new ClassicLevel(directory);
    await reopened.open();
    await reopened.close();
    const kept = (await readdir(directory))
      .filter((name) => name.endsWith('.ldb'))
      .map((name) => Number.parseInt(name, 10));
    expect(kept).to.have.length.greaterThan(0);
    expect([...((await liveTables(directory)) ?? [])].sort((a, b) => a - b)).to.deep.equal(kept.sort((a, b) => a - b));
  });

  it('a damaged table is named, when opening and while it is in use', async () => {
    const path = await fileLike(/\.ldb$/);
    const bytes = await readFile(path);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    await writeFile(path, bytes);
    const error = await rejection(checkLevel(directory), LevelDamage);
    expect(error.message).to.equal(`${path} is damaged (checksum does not match)`);
    expect(error.lastKey).to.match(/^key 0000/);
    const { signal } = new AbortController();
    await rejection(checkTables([join(directory, 'gone.ldb'), path], signal), LevelDamage);
  });

  it('bytes that are no Snappy are refused', () => {
    expect(uncompress(Buffer.from([5, 0, 97, 1, 1])).toString()).to.equal('aaaaa');
    for (const bytes of [[5, 0, 97, 1, 2], [5, 0, 97], [200], [2, 16, 97], [5, 0, 97, 1, 0]]) {
      expect(() => uncompress(Buffer.from(bytes)), bytes.join()).to.throw(RangeError);
    }
  });
});
