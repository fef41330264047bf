// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { root, run } from './repository.js';

const moduleUrl = (name: string) => pathToFileURL(join(root, 'scripts', name)).href;

interface Build {
  isBuilt(folder: string, scope: 'program' | 'all'): Promise<boolean>;
  build(folder: string, scope: 'program' | 'all', tell: (text: unknown) => void): Promise<void>;
}
interface Install {
  readonly isInstalled: (folder: string) => Promise<boolean>;
}

describe('bootstrap', function () {
  this.timeout(120_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onedoor-bootstrap-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  describe('build', () => {
    let building: Build;
    const quiet = () => undefined;
    before(async () => {
      building = (await import(moduleUrl('prepare-build.mjs'))) as Build;
    });
    beforeEach(async () => {
      await makeTinyProject(folder);
    });

    it('builds, and knows that it is built', async () => {
      expect(await building.isBuilt(folder, 'all')).to.equal(false);
      await building.build(folder, 'all', quiet);
      expect(await building.isBuilt(folder, 'all')).to.equal(true);
      expect(await building.isBuilt(folder, 'program')).to.equal(true);
    });

    it('notices a changed source, a touched one and a deleted output', async () => {
      await building.build(folder, 'all', quiet);
      await writeFile(join(folder, 'gateway', 'index.ts'), 'export const changed = 22;\n');
      expect(await building.isBuilt(folder, 'program')).to.equal(false);
      await building.build(folder, 'all', quiet);
      await utimes(join(folder, 'gateway', 'index.ts'), 1, 1);
      expect(await building.isBuilt(folder, 'program')).to.equal(false);
      await building.build(folder, 'all', quiet);
      await rm(join(folder, 'dist', 'gateway', 'index.js'));
      expect(await building.isBuilt(folder, 'program')).to.equal(false);
      await building.build(folder, 'all', quiet);
      expect(existsSync(join(folder, 'dist', 'gateway', 'index.js'))).to.equal(true);
    });

    it('does not rebuild the program for a changed test', async () => {
      await building.build(folder, 'all', quiet);
      await writeFile(join(folder, 'test', 'index.ts'), 'export const changed = 22;\n');
      expect(await building.isBuilt(folder, 'program')).to.equal(true);
      expect(await building.isBuilt(folder, 'all')).to.equal(false);
    });

    it('removes outputs whose source is gone', async () => {
      await writeFile(join(folder, 'test', 'old.ts'), 'export const old = 1;\n');
      await building.build(folder, 'all', quiet);
      await rm(join(folder, 'test', 'old.ts'));
      await building.build(folder, 'all', quiet);
      expect(existsSync(join(folder, 'dist', 'test', 'old.js'))).to.equal(false);
    });
  });

  it('takes node_modules for installed only while it is what the lock asks for', async () => {
    const { isInstalled } = (await import(moduleUrl('prepare-install.mjs'))) as Install;
    const lock = (version: string) =>
      JSON.stringify({ packages: { '': {}, 'node_modules/a': { version, integrity: version } } });
    await writeFile(join(folder, 'package-lock.json'), lock('1.0.0'));
    expect(await isInstalled(folder)).to.equal(false);
    await mkdir(join(folder, 'node_modules'));
    await writeFile(join(folder, 'node_modules', '.package-lock.json'), lock('1.0.0'));
    expect(await isInstalled(folder)).to.equal(true);
    await writeFile(join(folder, 'package-lock.json'), lock('2.0.0'));
    expect(await isInstalled(folder)).to.equal(false);
  });

  it('lets one process at a time do the work, and takes over from one that died', async () => {
    const lock = join(folder, 'lock');
    const log = join(folder, 'log');
    await writeFile(lock, '4194305'); // beyond the greatest process id
    const code = `
      import { appendFile } from 'node:fs/promises';
      import { withLock } from '${moduleUrl('lock-file.mjs')}';
      await withLock(${JSON.stringify(lock)}, async () => {
        await appendFile(${JSON.stringify(log)}, 'in\\n');
        await new Promise((resolve) => setTimeout(resolve, 150));
        await appendFile(${JSON.stringify(log)}, 'out\\n');
      });`;
    const all = await Promise.all([1, 2, 3, 4].map(() => run(process.execPath, ['--input-type=module', '-e', code])));
    expect(all.map(({ code: ended, stderr }) => `${ended} ${stderr}`)).to.deep.equal(['0 ', '0 ', '0 ', '0 ']);
    expect(await readFile(log, 'utf8')).to.equal('in\nout\n'.repeat(4));
    expect(existsSync(lock)).to.equal(false);
  });

  it('passes the exit code of the program on', async () => {
    const onedoor = (...args: string[]) => run(process.execPath, [join(root, 'scripts', 'onedoor.mjs'), ...args]);
    expect((await onedoor('--version')).code).to.equal(0);
    expect((await onedoor('token', '--department', 'data-bureau')).code).to.equal(2);
    expect((await onedoor('no-such-verb')).code).to.equal(2);
    expect((await run(process.execPath, [join(root, 'scripts', 'bootstrap.mjs')])).code).to.equal(2);
  });
});

describe('the test run', function () {
  this.timeout(60_000);
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onedoor-tests-'));
  });
  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const cases: [string, string, string, number][] = [
    ['all pass', `it('a', () => {}); it('b', () => {});`, '2 passed, 0 failed, 0 skipped', 0],
    ['one fails', `it('a', () => {}); it('b', () => { throw new Error('no'); });`, '1 passed, 1 failed, 0 skipped', 1],
    ['one is skipped', `it('a', () => {}); it('b', function () { this.skip(); });`, '1 passed, 0 failed, 1 skipped', 0],
    [
      'a hook fails',
      `before(() => { throw new Error('no'); }); it('a', () => {});`,
      '0 passed, 1 failed, 0 skipped',
      1,
    ],
    ['there is none', '', '0 passed, 0 failed, 0 skipped', 1],
    [
      'one leaves a handle open',
      `it('a', () => { setInterval(() => {}, 1000); });`,
      '1 passed, 0 failed, 0 skipped',
      0,
    ],
  ];
  for (const [what, body, last, code] of cases) {
    it(`ends with "${last}" when ${what}`, async () => {
      await writeTest(folder, body);
      const ended = await runTests(folder);
      expect(ended.stdout.trimEnd().split('\n').at(-1), ended.stderr).to.equal(last);
      expect(ended.code).to.equal(code);
    });
  }

  it('says before the last line how many tests were skipped for want of Fabric’s programs', async () => {
    await writeTest(
      folder,
      `before(function () { this.skip(); }); it('a', () => {}); it('b', () => {});`,
      'test/fabric',
    );
    const [told, last] = (await runTests(folder, 'test/fabric')).stdout.trimEnd().split('\n').slice(-2);
    expect(told).to.match(/^2 of the skipped tests need Fabric's programs: npm run network -- install/);
    expect(last).to.equal('0 passed, 0 failed, 2 skipped');
  });

  it('runs what the argument names, a part of a path or of a title', async () => {
    await writeTest(folder, `it('apple', () => {}); it('pear', () => {});`);
    expect((await runTests(folder, 'sample')).stdout).to.contain('2 passed');
    expect((await runTests(folder, 'pear')).stdout).to.contain('1 passed');
    expect((await runTests(folder, 'plum')).code).to.equal(1);
  });
});

function runTests(folder: string, filter = '') {
  const code = `
    import { runTests } from '${moduleUrl('run-tests.mjs')}';
    process.exitCode = await runTests(${JSON.stringify(folder)}, ${JSON.stringify([filter])});`;
  return run(process.execPath, ['--input-type=module', '-e', code]);
}

async function writeTest(folder: string, body: string, place = 'test'): Promise<void> {
  for (const [path, text] of [
    [join(place, 'sample.test.ts'), ''],
    [join('dist', place, 'sample.test.js'), `describe('sample', () => { ${body} });`],
  ] as const) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** The layers of the real project with one source each, and the real compiler. */
async function makeTinyProject(folder: string): Promise<void> {
  const layers = ['chaincode/fabric', 'network/embedded', 'gateway', 'scripts', 'test'];
  const options = { target: 'ES2022', module: 'NodeNext', rootDir: '.', outDir: 'dist', composite: true, types: [] };
  const references = layers.map((path) => ({ path }));
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: [], references }));
  await cp(join(root, 'package-lock.json'), join(folder, 'package-lock.json'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const layer of layers) {
    const up = layer
      .split('/')
      .map(() => '..')
      .join('/');
    const compilerOptions = { rootDir: up, outDir: `${up}/dist`, tsBuildInfoFile: `${up}/dist/${layer}/.tsbuildinfo` };
    await mkdir(join(folder, layer), { recursive: true });
    await writeFile(
      join(folder, layer, 'tsconfig.json'),
      JSON.stringify({ extends: `${up}/tsconfig.json`, compilerOptions, include: ['**/*.ts'], references: [] }),
    );
    await writeFile(join(folder, layer, 'index.ts'), 'export const one = 1;\n');
  }
}
