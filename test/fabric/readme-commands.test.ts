// SPDX-License-Identifier: Apache-2.0
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { takenPorts } from '../../network/native/plan/assign-ports.js';
import { NativeNetwork } from '../../network/native/native-network.js';
import { root, run } from '../frame/repository.js';
import { requireFabric } from './support/require-fabric.js';

const COMMANDS = [
  'npm run network -- up',
  'npm start -- --ledger fabric',
  'npm run story',
  'npm run network -- down',
] as const;
/** More than all nodes of the district listen on. */
const PORTS = 130;

describe('the commands of README on Fabric', function () {
  this.timeout(280_000);
  let home: string;
  let gateway: ChildProcess | undefined;

  before(async function () {
    requireFabric(this);
    home = await mkdtemp(join(tmpdir(), 'onedoor-readme-fabric-'));
  });
  after(async () => {
    gateway?.kill('SIGKILL');
    if ((home as string | undefined) === undefined) return;
    const left = await NativeNetwork.open(join(home, 'network')).catch(() => undefined);
    await left?.down({ purge: true });
    await rm(home, { recursive: true, force: true });
  });

  it('stand there in this order, in both languages', () => {
    for (const file of ['README.md', 'README.zh-CN.md'])
      expect(readFileSync(join(root, file), 'utf8')).to.include(`\`\`\`sh\n${COMMANDS.join('\n')}\n\`\`\``);
  });

  it('work one after the other: the network of the district, the gateway, the story, and nothing runs at the end', async () => {
    await ended(COMMANDS[0], '--first-port', String(await freePorts()));
    const network = await NativeNetwork.open(join(home, 'network'));
    gateway = onedoor(['start', '--ledger', 'fabric', '--port', '0', '--persons', '10']);
    await printed(gateway, '/docs');
    expect(await ended(COMMANDS[2])).to.include('VERIFIED');
    gateway.kill('SIGTERM');
    expect(await once(gateway, 'exit')).to.deep.equal([0, null]);
    await ended(COMMANDS[3]);
    expect(network.site.nodes.filter(({ name }) => network.node(name).pid !== undefined)).to.deep.equal([]);
  });

  /** Runs a command of ours to its end and answers what it printed. */
  async function ended(command: string, ...more: string[]): Promise<string> {
    const [, , verb = '', ...args] = command.replace(' --', '').split(' ');
    const script = join(root, 'scripts', 'onedoor.mjs');
    const { code, stdout, stderr } = await run(process.execPath, [script, verb, ...args, ...more], {
      env: environment(),
    });
    expect(code, stdout + stderr).to.equal(0);
    return stdout;
  }

  function onedoor(args: readonly string[]): ChildProcess {
    const script = join(root, 'scripts', 'onedoor.mjs');
    return spawn(process.execPath, [script, ...args], { env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
  }

  function environment(): NodeJS.ProcessEnv {
    return { ...process.env, ONEDOOR_HOME: home, LC_ALL: 'en_US.UTF-8' };
  }
});

async function printed(child: ChildProcess, text: string): Promise<void> {
  let out = '';
  let told = '';
  child.stdout?.on('data', (bytes: Buffer) => (out += bytes.toString()));
  child.stderr?.on('data', (bytes: Buffer) => (told += bytes.toString()));
  while (!out.includes(text)) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${told}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The first of so many free ports that follow one another. */
async function freePorts(): Promise<number> {
  for (;;) {
    const first = 18_000 + Math.floor(Math.random() * 12_000);
    const ports = Object.fromEntries(Array.from({ length: PORTS }, (_, index) => [String(index), first + index]));
    if ((await takenPorts(ports)).length === 0) return first;
  }
}
