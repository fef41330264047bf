// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { archivesFor } from '../../network/native/install/releases.js';
import { packageRoot } from '../../scripts/package-root.js';
import { runOnedoor } from './support/run-onedoor.js';
import { temporaryFolder } from './support/temporary-folder.js';

/** Verbs of `onedoor network` that need no network. */
describe('onedoor network, without one', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const run = (environment: Readonly<Record<string, string>>, ...args: string[]) =>
    runOnedoor(['network', ...args], {
      home: join(folder.path, 'none'),
      environment: { LC_ALL: 'en_US.UTF-8', ...environment },
    });

  describe('install', () => {
    const archives = archivesFor({ platform: process.platform, architecture: process.arch });
    let server: Server;
    const digests: string[] = [];

    before(async () => {
      const files = new Map<string, Buffer>();
      for (const { path, programs } of archives) {
        const source = await mkdtemp(join(folder.path, 'release-'));
        for (const program of programs) {
          await mkdir(dirname(join(source, program)), { recursive: true });
          await writeFile(join(source, program), '#!/bin/sh\n', { mode: 0o755 });
        }
        await promisify(execFile)('tar', ['-czf', `${source}.tgz`, '-C', source, ...(await readdir(source))]);
        const bytes = await readFile(`${source}.tgz`);
        files.set(`/${path}`, bytes);
        digests.push(createHash('sha256').update(bytes).digest('hex'));
      }
      server = createServer(({ url = '' }, response) => {
        const bytes = files.get(url);
        response.writeHead(bytes === undefined ? 404 : 200, { 'Content-Length': bytes?.length ?? 0 }).end(bytes);
      }).listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
    });
    after(() => server.close());

    it('fetches, tells how far it is, and prints what was checked', async () => {
      const from = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const environment = { XDG_CACHE_HOME: join(folder.path, 'cache'), FABRIC_RELEASES: from };
      const unchecked = await run(environment, 'install');
      expect([unchecked.code, unchecked.stderr]).to.satisfy(
        ([c, t]: [number, string]) => c === 1 && t.includes('--sha256'),
      );
      const { code, stdout, stderr } = await run(environment, 'install', '--json', '--sha256', ...digests);
      const done = JSON.parse(stdout) as { folder: string; archives: { checkedAgainst: string }[] };
      expect([code, done.archives.map((one) => one.checkedAgainst)]).to.deep.equal([0, ['given', 'given']]);
      expect(stderr).to.contain(`${archives[0]?.name ?? ''}: 100%`);
      expect((await stat(join(done.folder, 'bin', 'peer'))).mode & 0o111).to.equal(0o111);
    });
  });

  it('compose and kubernetes write a folder and count what is missing', async () => {
    for (const verb of ['compose', 'kubernetes']) {
      const place = join(folder.path, verb);
      const image = ['--chaincode-image', 'registry.example/onedoor:1.0', '--definition', 'minimal'];
      const { code, stdout } = await run({}, verb, place, ...image, '--json');
      const { files, missing } = JSON.parse(stdout) as { files: string[]; missing: string[] };
      expect(code).to.equal(0);
      for (const file of files) expect((await stat(join(place, file))).isFile(), file).to.equal(true);
      expect(missing).to.include('human-resources.peer0/tls/key.pem');
    }
    const odd = await run(
      {},
      'compose',
      join(folder.path, 'odd'),
      '--chaincode-image',
      'x',
      '--definition',
      '/none.json',
    );
    expect([odd.code, odd.stderr]).to.satisfy(([c, t]: [number, string]) => c === 2 && t.includes('/none.json'));
    const elsewhere = [
      '--department',
      'data-bureau',
      '--ca',
      'https://127.0.0.1:9',
      '--root',
      join(packageRoot, 'LICENSE'),
    ];
    const none = await run({}, 'material', folder.path, ...elsewhere);
    expect([none.code, none.stderr]).to.satisfy(([c, t]: [number, string]) => c === 2 && t.includes('manifests.json'));
  });

  it('a proposal that is none, and an operation without a network, are refused with what to do', async () => {
    const file = join(folder.path, 'none.json');
    await writeFile(file, '{}');
    const { code, stderr } = await run({}, 'proposal', 'show', file);
    expect([code, stderr]).to.satisfy(([c, t]: [number, string]) => c === 2 && t.includes('proposal create'));
    const chinese = await run({ LC_ALL: 'zh_CN.UTF-8' }, 'backup', 'data-bureau.peer0', join(folder.path, 'backup'));
    expect([chinese.code, chinese.stderr]).to.satisfy(
      ([c, t]: [number, string]) => c === 69 && t.includes('network up'),
    );
  });

  it('has every verb of operation in docs/operations.md', async () => {
    const page = await readFile(join(packageRoot, 'docs', 'operations.md'), 'utf8');
    const { stdout } = await run({}, '--help');
    const verbs = [...stdout.matchAll(/^ {2}([a-z-]+) /gmu)]
      .map(([, name = '']) => name)
      .filter((name) => name !== 'help');
    expect(verbs).to.include.members(['install', 'deploy', 'renew', 'proposal']);
    const operations = verbs.filter((name) => !['down', 'invoke', 'query', 'blocks'].includes(name));
    expect(operations.filter((name) => !page.includes(`network ${name}`))).to.deep.equal([]);
  });
});
