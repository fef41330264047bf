// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { MS_LI } from '../../scripts/demo/ms-li.js';
import { runOnedoor, startOnedoor } from './support/run-onedoor.js';
import type { Ended, Running } from './support/run-onedoor.js';
import { temporaryFolder } from './support/temporary-folder.js';
import { until } from './support/until.js';

const NEW = ['start', '--port', '0', '--persons', '12', '--seed', '5'];

describe('onedoor start, and what runs against it', function () {
  this.timeout(180_000);
  const folder = temporaryFolder();
  let serving: Running | undefined;

  const onedoor = (...args: string[]) => runOnedoor(args, { home: folder.path });
  const serve = async (...args: string[]): Promise<Running> => {
    const started = startOnedoor(args, { home: folder.path });
    serving = started;
    await until('it serves', () => started.stdout().includes('/docs') || started.child.exitCode !== null, 120_000);
    if (started.child.exitCode !== null) throw new Error(started.stderr());
    return started;
  };
  const stop = async (running: Running, signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> => {
    running.child.kill(signal);
    return running.ended;
  };
  /** As npm does it: the terminal sends to the whole group, and npm passes it on. */
  const stopTwice = async (running: Running): Promise<Ended> => {
    running.child.kill('SIGTERM');
    await sleep(2);
    running.child.kill('SIGTERM');
    return running.ended;
  };
  const run = async () => JSON.parse(await readFile(join(folder.path, 'run.json'), 'utf8')) as { url: string };
  afterEach(async function () {
    if (this.currentTest?.state === 'failed' && serving !== undefined) await stop(serving, 'SIGKILL');
  });

  it('says plainly that nothing runs here yet', async () => {
    for (const args of [['story'], ['status'], ['token', '--department', 'data-bureau', '--role', 'auditor']]) {
      const { code, stdout, stderr } = await onedoor(...args);
      expect([code, stdout]).to.deep.equal([69, '']);
      expect(stderr).to.contain('npm start');
    }
  });

  it('goes on with a creation that was interrupted', async () => {
    const first = startOnedoor(NEW, { home: folder.path });
    await until('it imports', () => first.stderr().includes('resident-identity') || first.child.exitCode !== null);
    const { url } = await run();
    expect((await fetch(new URL('/readyz', url))).status).to.equal(200); // it answers; what it lacks it says:
    expect(first.stderr()).to.contain(`The gateway serves at ${url}; the demo's data (12 persons) are still coming`);
    expect(first.stderr()).not.to.contain('all there');
    const ended = await stop(first, 'SIGINT');
    expect(ended.code).to.equal(130);
    expect(ended.stderr).to.contain('interrupted');
    const second = await serve('start', '--port', '0', '--persons', '999');
    expect(second.stderr()).to.contain("The demo's data are all there.");
    expect(second.stdout()).to.contain('12 persons'); // the demo keeps the options that it began with
    expect((await stopTwice(second)).code).to.equal(0);
    expect(existsSync(join(folder.path, 'run.json'))).to.equal(false);
  });

  it('serves what is there within five seconds and imports nothing', async () => {
    const begun = Date.now();
    const again = await serve('start', '--port', '0');
    expect(again.stderr()).not.to.match(/Importing|published/u);
    expect(Date.now() - begun).to.be.below(5_000 * slowness());
  });

  it('prints the URL and ends well when it runs already', async () => {
    const { url } = await run();
    const { code, stdout } = await onedoor('start');
    expect([code, stdout]).to.deep.equal([0, `Already running: ${url}\n`]);
    expect((await onedoor('start', '--reset')).code).to.equal(75);
  });

  it("tells Ms Li's story, with a case of its own each time", async () => {
    const told = await onedoor('story');
    expect(told.code, told.stdout + told.stderr).to.equal(0);
    expect(told.stdout).to.contain(MS_LI.name).and.to.contain('INTACT').and.not.to.contain('✗');
    const again = await onedoor('story', '--json');
    const { asTold, steps } = JSON.parse(again.stdout) as { asTold: boolean; steps: unknown[] };
    expect([again.code, asTold, steps.length]).to.deep.equal([0, true, 11]);
  });

  it('tells how a company goes into freight, from the guiding question to the hall', async () => {
    const told = await onedoor('story', 'freight');
    expect(told.code, told.stdout + told.stderr).to.equal(0);
    expect(told.stdout).to.contain('44 → 30').and.to.contain('CLOSED').and.not.to.contain('✗');
    expect((await onedoor('story', 'freight')).code).to.equal(0); // another case of the same company
  });

  it('tells the story across the gateways that are named, by address or by home', async () => {
    const { url } = await run();
    const places = ['--gateway', `human-resources=${url}`, '--gateway', `data-bureau,social-insurance=${folder.path}`];
    const elsewhere = { home: join(folder.path, 'elsewhere') };
    const told = await onedoor('story', ...places);
    expect(told.code, told.stdout + told.stderr).to.equal(0);
    const noTokens = await runOnedoor(['story', ...places], elsewhere);
    expect([noTokens.code, noTokens.stderr.includes('no demo issuer')]).to.deep.equal([69, true]);
    const homes = ['--gateway', `human-resources,data-bureau,social-insurance=${folder.path}`];
    expect((await runOnedoor(['story', ...homes], elsewhere)).code).to.equal(0);
    const unnamed = await onedoor('story', '--gateway', url);
    expect([unnamed.code, unnamed.stderr.includes('department=')]).to.deep.equal([2, true]);
  });

  it('answers status, tokens and a dry run with data alone on stdout', async () => {
    const status = JSON.parse((await onedoor('status', '--json')).stdout) as { status: string; ledger: string };
    expect(status).to.include({ status: 'ready', ledger: 'embedded' });
    const token = await onedoor('token', '--department', 'human-resources', '--role', 'intake');
    expect(token.stdout).to.match(/^[\w-]+\.[\w-]+\.[\w-]+\n$/u);
    const file = join(folder.path, 'exports', 'data-bureau', 'resident-identity.csv');
    const args = ['--department', 'data-bureau', '--record-type', 'data-bureau.resident-identity', '--file', file];
    const dry = await onedoor('import', ...args, '--dry-run', '--json');
    expect(JSON.parse(dry.stdout)).to.include({ rows: 12, unchanged: 12, created: 0, refused: 0 });
    expect(dry.code).to.equal(0);
  });

  it('imports standard input, and ends with 1 when a row was refused', async () => {
    const row = {
      证书编号: 'JN-X',
      公民身份号码: MS_LI.identifier,
      职业名称: '电工',
      技能等级: '技师',
      发证日期: '2024-02-30',
    };
    const refused = join(folder.path, 'refused.ndjson');
    const args = [
      '--department',
      'human-resources',
      '--record-type',
      'human-resources.skill-certificate',
      '--file',
      '-',
    ];
    const input = `${JSON.stringify({ ...row, 发证日期: '2024-02-29' })}\n${JSON.stringify({ ...row, 证书编号: 'JN-Y' })}\n`;
    const { code, stdout } = await runOnedoor(['import', ...args, '--refused', refused, '--json'], {
      home: folder.path,
      input,
    });
    expect(JSON.parse(stdout)).to.include({ rows: 2, created: 1, refused: 1, refusedFile: refused });
    expect(code).to.equal(1);
    expect(JSON.parse(await readFile(refused, 'utf8'))).to.include({ 证书编号: 'JN-Y', 行号: '2' });
  });

  it('verifies a request from standard input; 0 only if nothing is missing', async () => {
    const body = {
      caseNo: 'CLI-0001',
      itemCode: 'civil-affairs.senior-allowance',
      scenario: {},
      subjects: { applicant: { kind: 'NATURAL_PERSON', identifier: MS_LI.identifier } },
      purposeCode: 'social-assistance',
      legalBasis: { kind: 'STATUTORY', dutyCode: 'social-assistance-duty' },
      disclose: 'verdicts',
    };
    const args = ['verify', '--department', 'civil-affairs', '--request', '-', '--json'];
    const { code, stdout } = await runOnedoor(args, { home: folder.path, input: JSON.stringify(body) });
    const { outcome, materials } = JSON.parse(stdout) as { outcome: string; materials: { verdict: string }[] };
    expect([code, outcome, materials[0]?.verdict]).to.deep.equal([1, 'INCOMPLETE', 'NOT_SATISFIED']);
  });

  const misused: [string, string[]][] = [
    ['an unknown verb', ['fly']],
    ['an unknown option', ['status', '--loud']],
    ['a role that is none', ['token', '--department', 'data-bureau', '--role', 'king']],
    ['a department that is none', ['token', '--department', 'tax', '--role', 'intake']],
    ['a file that is not there', importArgs('data-bureau', 'data-bureau.kinship', 'nowhere.csv')],
    ["another department's record type", importArgs('civil-affairs', 'data-bureau.kinship', 'nowhere.csv')],
    ['a port that is none', ['start', '--port', '70000']],
    ["another ledger than the home's", ['start', '--ledger', 'fabric']],
  ];
  for (const [what, args] of misused) {
    it(`ends with 2 and a word on stderr for ${what}`, async () => {
      const { code, stdout, stderr } = await onedoor(...args);
      expect([code, stdout], stderr).to.deep.equal([2, '']);
      expect(stderr).not.to.equal('');
    });
  }

  it("says how to bring up a Fabric network where there is none, and makes the home no other ledger's", async () => {
    const home = join(folder.path, 'elsewhere');
    const { code, stdout, stderr } = await runOnedoor(['start', '--ledger', 'fabric'], { home });
    expect([code, stdout]).to.deep.equal([69, '']);
    expect(stderr).to.include('npm run network -- up').and.include(join(home, 'network'));
    expect(existsSync(join(home, 'ledger-kind'))).to.equal(false);
  });

  it('keeps catalogue and read model from being changed under a running gateway', async () => {
    expect((await onedoor('catalogue', 'diff')).stdout).to.equal('No difference\n');
    expect((await onedoor('catalogue', 'publish')).code).to.equal(75);
    expect((await onedoor('readmodel', 'rebuild')).code).to.equal(75);
  });

  it('makes the read model again from the blocks, and publishes nothing twice', async () => {
    if (serving !== undefined) await stop(serving);
    await rm(join(folder.path, 'readmodel.sqlite'));
    const rebuilt = await onedoor('readmodel', 'rebuild', '--json');
    expect((JSON.parse(rebuilt.stdout) as { blocks: number }).blocks).to.be.above(10);
    const published = await onedoor('catalogue', 'publish', '--json');
    expect(JSON.parse(published.stdout)).to.include({ published: 0 });
  });

  it('takes the next port when the one asked for is taken, and says so', async () => {
    const taken = await occupy();
    const { port } = taken.address() as AddressInfo;
    const started = await serve('start', '--port', String(port), '--persons', '7');
    taken.close();
    expect(started.stdout()).to.contain(`port ${port} is taken`);
    expect(started.stderr()).to.contain('The demo district stays as it was made');
    expect((await stop(started)).code).to.equal(0);
  });

  it('refuses data of another version with 78 and the remedy', async () => {
    await writeFile(join(folder.path, 'data-version'), '0\n');
    const { code, stderr } = await onedoor('start', '--port', '0');
    expect(code).to.equal(78);
    expect(stderr).to.contain('--reset');
  });

  it('begins again with --reset, without a demo if none is wanted', async () => {
    const fresh = await serve('start', '--port', '0', '--reset', '--no-demo');
    expect(fresh.stdout()).to.contain('an empty ledger');
    expect(fresh.stdout()).not.to.contain('npm run story');
    const { items } = (await (await fetch(new URL('/v1/items', (await run()).url))).json()) as { items: unknown[] };
    expect(items).to.deep.equal([]);
    expect((await stop(fresh, 'SIGINT')).code).to.equal(130);
  });
});

function importArgs(department: string, recordType: string, file: string): string[] {
  return ['import', '--department', department, '--record-type', recordType, '--file', file];
}

function occupy(): Promise<Server> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(server);
    });
  });
}

/** How much slower than a free machine this one is at the moment; at least 1. */
function slowness(): number {
  const begun = process.hrtime.bigint();
  let sum = 0;
  for (let index = 0; index < 2e7; index += 1) sum += index % 7;
  const milliseconds = Number(process.hrtime.bigint() - begun) / 1e6;
  return Math.max(1, milliseconds / 40 + sum * 0);
}
