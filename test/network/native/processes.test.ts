// SPDX-License-Identifier: Apache-2.0
import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { clearStaleLock, isLocked, withLock } from '../../../network/native/files/folder-lock.js';
import { cutLog, followLog, lastLines } from '../../../network/native/processes/log-file.js';
import { NodeProcess } from '../../../network/native/processes/node-process.js';
import { startTimeOf } from '../../../network/native/processes/process-identity.js';
import { untilReady } from '../../../network/native/processes/until-ready.js';
import { Backoff } from '../../../network/native/supervise/backoff.js';

describe("a node's process", () => {
  const folder = mkdtempSync(join(tmpdir(), 'onedoor-process-'));
  const log = join(folder, 'logs', 'node.log');
  const node = new NodeProcess(join(folder, 'node'), log);
  const sleeping = {
    command: process.execPath,
    args: ['-e', 'console.log(process.cwd()); setInterval(() => {}, 1000)'],
  };

  after(async () => {
    await node.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('runs once, however often it is started', () => {
    expect([node.start(sleeping), node.start(sleeping)]).to.deep.equal([true, false]);
    expect(node.state).to.equal('running');
  });

  it('has crashed when nobody stopped it, and may be started again', async () => {
    await node.kill();
    expect(node.state).to.equal('crashed');
    expect(node.start(sleeping)).to.equal(true);
    expect(node.state).to.equal('running');
  });

  it('is stopped also while it is halted', async () => {
    node.signal('SIGSTOP');
    await node.stop();
    expect([node.state, node.pid]).to.deep.equal(['stopped', undefined]);
  });

  it('does not take a later process of the same number for its own', () => {
    const record = { pid: process.pid, startTime: 'another', startedAt: new Date().toISOString() };
    writeFileSync(join(folder, 'node', 'process.json'), JSON.stringify(record));
    expect(node.state).to.equal('crashed');
    node.signal('SIGKILL');
  });

  it('takes from the environment what every program needs, and what it is given; nothing else', async () => {
    const foreign = { CORE_PEER_ID: 'somebody', NODE_OPTIONS: '--no-warnings', CLOUD_SECRET_KEY: 'secret' };
    const before = { ...process.env };
    Object.assign(process.env, foreign, { LC_ALL: 'C' });
    const names = [...Object.keys(foreign), 'LC_ALL', 'GIVEN'];
    const shown = `const { env } = process; console.log(${JSON.stringify(names)}.map((name) => env[name] ?? '-').join(' '))`;
    node.start({ command: process.execPath, args: ['-e', shown], environment: { GIVEN: 'given' } });
    delete process.env.CORE_PEER_ID;
    delete process.env.NODE_OPTIONS;
    delete process.env.CLOUD_SECRET_KEY;
    delete process.env.LC_ALL;
    Object.assign(process.env, before);
    const awaited = { node: 'node', process: node, log, answers: () => Promise.resolve(false) };
    const failure: unknown = await untilReady(awaited, 10_000).catch((error: unknown) => error);
    expect(failure).to.include({ code: 'NODE_FAILED', node: 'node' });
    expect(lastLines(log, 1)).to.deep.equal(['- - - C given']);
  });

  it('shows why it ended, not where in its code', async () => {
    writeFileSync(log, '');
    const fails = `console.error('one\\npanic: no such thing\\ngoroutine 1\\nfirst frame\\nsecond frame'); process.exit(2)`;
    node.start({ command: process.execPath, args: ['-e', fails] });
    const awaited = { node: 'node', process: node, log, answers: () => Promise.resolve(false) };
    const failure: unknown = await untilReady(awaited, 10_000).catch((error: unknown) => error);
    expect(failure).to.have.property('message').that.includes('panic: no such thing').and.does.not.include('frame');
  });

  it('keeps logs small while the node goes on writing', () => {
    writeFileSync(log, 'x'.repeat(21 * 1024 * 1024));
    cutLog(log);
    expect([statSync(log).size, existsSync(`${log}.old`)]).to.deep.equal([0, true]);
  });

  it('follows a log that is cut', async () => {
    writeFileSync(log, 'before\n');
    const abort = new AbortController();
    const seen: string[] = [];
    setTimeout(() => {
      appendFileSync(log, 'first, which is longer\n');
    }, 50);
    for await (const text of followLog(log, abort.signal)) {
      seen.push(text);
      if (seen.length === 1) writeFileSync(log, 'second\n');
      else abort.abort();
    }
    expect(seen).to.deep.equal(['first, which is longer\n', 'second\n']);
  });
});

describe('the lock of a network folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onedoor-lock-'));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('lets one at a time, and says who is at work', async () => {
    await withLock(folder, async () => {
      expect(isLocked(folder)).to.equal(true);
      const refused: unknown = await withLock(folder, () => Promise.resolve()).catch((error: unknown) => error);
      expect(refused).to.have.property('code', 'FOLDER_IN_USE');
      expect(refused).to.have.property('message').that.includes(String(process.pid));
    });
    expect(isLocked(folder)).to.equal(false);
  });

  it('is not held by one whose process is gone', async () => {
    writeFileSync(join(folder, 'lock.json'), JSON.stringify({ pid: process.pid, startTime: 'another' }));
    expect(await withLock(folder, () => Promise.resolve('done'))).to.equal('done');
  });

  it('stays with who got it, also where another had read the one left behind', async () => {
    const stale = JSON.stringify({ pid: process.pid, startTime: 'another' });
    await withLock(folder, async () => {
      clearStaleLock(folder, stale);
      expect(isLocked(folder)).to.equal(true);
      expect(await withLock(folder, () => Promise.resolve()).catch((error: unknown) => error)).to.be.an('error');
    });
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it('is given back only by who holds it', async () => {
    const other = JSON.stringify({ pid: process.ppid, startTime: startTimeOf(process.ppid) });
    await withLock(folder, () => {
      writeFileSync(join(folder, 'lock.json'), other);
      return Promise.resolve();
    });
    expect(isLocked(folder)).to.equal(true);
    rmSync(join(folder, 'lock.json'));
  });
});

describe('starting again what crashed', () => {
  it('waits longer each time, and begins anew once it has lasted', () => {
    const backoff = new Backoff();
    const starts: number[] = [];
    for (let now = 0; now <= 40_000; now += 500) if (backoff.mayStart(now)) starts.push(now / 1000);
    expect(starts).to.deep.equal([0, 1, 3, 7, 15, 31]);
    backoff.seenRunning(200_000);
    expect([200_000, 200_500, 201_000].map((now) => backoff.mayStart(now))).to.deep.equal([true, false, true]);
  });
});
