// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DirectoryLock } from '../../../network/embedded/directory-lock.js';
import { rejection } from './open-test-network.js';

const MODULE = new URL('../../../network/embedded/directory-lock.js', import.meta.url).href;

describe('lock of a network folder', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'onedoor-lock-'));
  });

  afterEach(async () => {
    await rm(directory, { recursive: true });
  });

  it('refuses a second opening in this process, under any spelling of the folder', async () => {
    const lock = await DirectoryLock.acquire(directory);
    const error = await rejection(DirectoryLock.acquire(join(directory, 'x', '..')));
    expect(error.message).to.contain(`already open in process ${process.pid}`);
    await lock.release();
    await (await DirectoryLock.acquire(directory)).release();
    expect(await readdir(directory)).to.deep.equal([]);
  });

  it('refuses a second process by the pid of the first, and takes over after a kill', async () => {
    const script = `const { DirectoryLock } = await import(${JSON.stringify(MODULE)});
      await DirectoryLock.acquire(${JSON.stringify(directory)}); console.log('held'); setInterval(() => 0, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      await once(child.stdout, 'data');
      const error = await rejection(DirectoryLock.acquire(directory));
      expect(error.message).to.equal(
        `the network in ${directory} is already open in process ${child.pid ?? ''} on host ${hostname()}`,
      );
    } finally {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await (await DirectoryLock.acquire(directory)).release();
  });

  it('takes over a lock whose pid now belongs to another process', async () => {
    await writeFile(join(directory, 'lock'), JSON.stringify({ pid: process.pid, started: '1' }));
    await (await DirectoryLock.acquire(directory)).release();
  });

  it('leaves the lock of another host alone, whose processes it cannot see, and names the remedy', async () => {
    await writeFile(join(directory, 'lock'), JSON.stringify({ pid: process.pid, host: 'elsewhere', started: '1' }));
    const error = await rejection(DirectoryLock.acquire(directory));
    expect(error.message).to.match(/process \d+ on host elsewhere; if that process is gone, remove .*lock$/);
  });

  it('takes over a lock that a crash left empty or that names a dead process', async () => {
    const dead = spawnSync(process.execPath, ['-e', '0']).pid;
    for (const content of ['', JSON.stringify({ pid: dead, started: '1' })]) {
      await writeFile(join(directory, 'lock'), content);
      await (await DirectoryLock.acquire(directory)).release();
    }
  });
});
