// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { root, run } from './repository.js';

const READMES = ['README.md', 'README.zh-CN.md'];
const ONEDOOR = `"${process.execPath}" "${join(root, 'scripts', 'onedoor.mjs')}"`;
/** These would run this very test again, or put a stop to it; what needs Fabric is in test/fabric. */
const NOT_HERE = /^npm (?:start|test|run test:fabric|run network\b.*|start -- --ledger fabric)$/u;
const NEEDS_STOPPED = 75;

/** The commands of all `sh` blocks, one a line, without comments. */
function commandsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gmsu)].map(([, block = '']) => block.replaceAll('\\\n', ' '));
  return blocks
    .flatMap((block) => block.split('\n').map((line) => line.replace(/(^|\s)#.*$/u, '').trim()))
    .filter(Boolean);
}

describe('the commands in README', function () {
  this.timeout(180_000);
  let home: string;
  let gateway: ChildProcess;
  let url = '';

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'onedoor-readme-'));
    // `npm start`, with a smaller district and a free port.
    const args = [join(root, 'scripts', 'bootstrap.mjs'), 'start', '--port', '0', '--persons', '10'];
    gateway = spawn(process.execPath, args, { cwd: root, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    let told = '';
    gateway.stderr?.on('data', (text: Buffer) => (told += text.toString()));
    gateway.stdout?.on('data', (text: Buffer) => (printed += text.toString()));
    while (!printed.includes('/docs')) {
      if (gateway.exitCode !== null) throw new Error(`npm start ended with ${gateway.exitCode}: ${told}`);
      await sleep(100);
    }
    url = (JSON.parse(await readFile(join(home, 'run.json'), 'utf8')) as { url: string }).url;
  });
  after(async () => {
    await stop();
    await rm(home, { recursive: true, force: true });
  });

  it('are the same in both languages', () => {
    const [english, chinese] = READMES.map(commandsOf);
    expect(english).not.to.deep.equal([]);
    expect(chinese).to.deep.equal(english);
  });

  it('that npm runs are scripts of package.json', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = READMES.flatMap(commandsOf).flatMap((command) => /^npm (?:run )?([\w-]+)/u.exec(command)?.[1] ?? []);
    expect(named.filter((script) => !Object.hasOwn(scripts, script))).to.deep.equal([]);
    expect(named).to.include.members(['start', 'test', 'story']);
  });

  for (const command of new Set(commandsOf('README.md').filter((line) => !NOT_HERE.test(line)))) {
    it(`work: ${command}`, async () => {
      let ended = await inShell(command);
      if (ended.code === NEEDS_STOPPED) {
        await stop(); // as it says
        ended = await inShell(command);
      }
      expect(ended.code, ended.stdout + ended.stderr).to.equal(0);
      expect(ended.stdout).not.to.equal('');
    });
  }

  function inShell(command: string) {
    const here = command
      .replaceAll('npm run story', `${ONEDOOR} story`)
      .replaceAll('npx onedoor', ONEDOOR)
      .replaceAll(/http:\/\/(?:127\.0\.0\.1|localhost):8080/gu, url);
    return run('sh', ['-c', here], { env: environment() });
  }

  async function stop(): Promise<void> {
    if (gateway.exitCode !== null || gateway.signalCode !== null) return;
    const ended = once(gateway, 'exit');
    gateway.kill('SIGTERM');
    expect(await ended).to.deep.equal([0, null]); // the signal reached the server, which closed in order
  }

  function environment(): NodeJS.ProcessEnv {
    return { ...process.env, ONEDOOR_HOME: home, LC_ALL: 'en_US.UTF-8' };
  }
});
