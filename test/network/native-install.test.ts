// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { installFabric } from '../../network/native/install/install-fabric.js';
import type { InstallWish } from '../../network/native/install/install-fabric.js';
import { archivesFor } from '../../network/native/install/releases.js';
import { OperationFailure } from '../../network/native/operations/operation-failure.js';

const HOST = { platform: 'linux', architecture: 'x64' };
const [FABRIC, CA] = archivesFor(HOST) as [ReturnType<typeof archivesFor>[0], ReturnType<typeof archivesFor>[0]];

/** Releases as a server gives them out, and what goes wrong there. */
interface Releases {
  files: Map<string, Buffer>;
  /** The connection breaks after so many bytes of an answer. */
  breakAfter: number | undefined;
  ranges: boolean;
  etag: string;
  seen: { path: string; range: string | undefined; sent: number }[];
}

describe('network install', () => {
  let folder: string;
  let server: Server;
  let releases: Releases;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onedoor-install-'));
    releases = { files: new Map(), breakAfter: undefined, ranges: true, etag: '"v1"', seen: [] };
    for (const { path, programs } of [FABRIC, CA]) releases.files.set(`/${path}`, await archiveOf(folder, programs));
    server = createServer((request, response) => {
      serve(releases, request, response);
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
  });

  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const wish = (more: Partial<InstallWish> = {}): InstallWish => ({
    folder: join(folder, 'cache', 'fabric-3.1.5'),
    host: HOST,
    from: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pauseMs: 1,
    ...more,
  });
  const publishDigests = (): void => {
    for (const [path, bytes] of [...releases.files]) {
      releases.files.set(`${path}.sha256`, Buffer.from(`${sha256(bytes)}  some-name.tar.gz\n`));
    }
  };
  const digests = (): string[] => [...releases.files.values()].map(sha256);
  const refusal = (more?: Partial<InstallWish>): Promise<OperationFailure> =>
    installFabric(wish(more)).then(
      () => expect.fail('nothing was refused'),
      (error: unknown) => {
        expect(error).to.be.instanceOf(OperationFailure);
        return error as OperationFailure;
      },
    );
  const left = (): Promise<string[]> => readdir(join(folder, 'cache'));

  it('puts the programs in place, checked against the digests beside the archives, and has nothing to do again', async () => {
    publishDigests();
    const progress: [string, number, number | undefined][] = [];
    const done = await installFabric(wish({ onProgress: (...step) => progress.push(step) }));
    expect(done.already).to.equal(false);
    expect(done.archives.map(({ checkedAgainst }) => checkedAgainst)).to.deep.equal(['published', 'published']);
    expect(done.archives.map(({ sha256: digest }) => digest)).to.deep.equal(
      [FABRIC, CA].map(({ path }) => sha256(releases.files.get(`/${path}`) ?? Buffer.alloc(0))),
    );
    for (const program of [...FABRIC.programs, ...CA.programs]) {
      const { mode } = await stat(join(done.folder, program));
      expect(mode & 0o777, program).to.equal(0o755);
    }
    const last = progress.filter(([name]) => name === FABRIC.name).at(-1);
    expect(last?.[1]).to.equal(last?.[2]);
    expect(await left()).to.have.members(['downloads', 'fabric-3.1.5']);
    expect(await readdir(join(folder, 'cache', 'downloads'))).to.deep.equal([]);

    releases.seen = [];
    expect(await installFabric(wish())).to.deep.include({ already: true });
    expect(releases.seen).to.deep.equal([]);
  });

  it('goes on where a broken connection left off, within one run and with the next', async () => {
    releases.breakAfter = 300_000;
    const { code, text } = await refusal({ sha256: digests(), signal: AbortSignal.timeout(20_000), ...stopAfter(2) });
    expect([code, text.en]).to.satisfy(
      ([c, t]: string[]) => c === 'UNAVAILABLE' && /goes on from there/u.test(t ?? ''),
    );
    const before = releases.seen.length;
    releases.breakAfter = undefined;
    releases.seen.length = 0;
    await installFabric(wish({ sha256: digests() }));
    const ranges = releases.seen.filter(({ path }) => path === `/${FABRIC.path}`).map(({ range }) => range);
    expect(before).to.be.greaterThan(1);
    expect(ranges[0]).to.match(/^bytes=[1-9]\d+-$/u);
    const sent = releases.seen.find(({ path }) => path === `/${FABRIC.path}`)?.sent ?? 0;
    expect(sent).to.be.lessThan((releases.files.get(`/${FABRIC.path}`) ?? Buffer.alloc(0)).length);
  });

  it('survives breaks as long as bytes arrive', async () => {
    releases.breakAfter = 300_000;
    const done = await installFabric(wish({ sha256: digests() }));
    expect(done.already).to.equal(false);
    expect(releases.seen.filter(({ range }) => range !== undefined).length).to.be.greaterThan(1);
  });

  it('begins anew where the file has changed meanwhile, and where the server knows no ranges', async () => {
    for (const change of [() => (releases.etag = '"v2"'), () => (releases.ranges = false)]) {
      await rm(join(folder, 'cache'), { recursive: true, force: true });
      releases.breakAfter = 300_000;
      await refusal({ sha256: digests(), ...stopAfter(1) });
      releases.breakAfter = undefined;
      change();
      releases.files.set(`/${FABRIC.path}`, await archiveOf(folder, FABRIC.programs));
      expect((await installFabric(wish({ sha256: digests() }))).already).to.equal(false);
    }
  });

  it('refuses another digest, removes the file, and installs nothing', async () => {
    publishDigests();
    releases.files.set(`/${CA.path}`, await archiveOf(folder, CA.programs));
    const { code, text } = await refusal();
    expect(code).to.equal('REFUSED');
    expect(text.en).to.contain(CA.name).and.to.contain('nothing was installed');
    expect(await left()).to.deep.equal(['downloads']);
    expect(await readdir(join(folder, 'cache', 'downloads'))).to.not.include(CA.name);
    expect((await refusal({ sha256: ['0'.repeat(64)] })).text.zh).to.contain('什么也没有安装');
  });

  it('refuses what neither TLS nor a digest vouches for', async () => {
    const { code, text } = await refusal();
    expect([code, text.en.includes('--sha256')]).to.deep.equal(['REFUSED', true]);
  });

  it('says which address is not there, and which server cannot be reached', async () => {
    releases.files.delete(`/${CA.path}`);
    const { code, text } = await refusal({ sha256: digests() });
    expect([code, text.en.includes(CA.path), text.en.includes('404')]).to.deep.equal(['UNAVAILABLE', true, true]);
    const away = await refusal({ from: 'http://127.0.0.1:9', sha256: digests() });
    expect(away.code).to.equal('UNAVAILABLE');
  });

  it('unpacks no archive with a path that leads outside, a link, or without a program', async () => {
    const evil = {
      'leads outside': await archiveOf(folder, FABRIC.programs, ['-P', '--transform', 's,bin/discover,../../evil,']),
      'a link or device': await linkArchive(folder, FABRIC.programs),
      'it lacks bin/peer': await archiveOf(folder, FABRIC.programs.slice(1)),
      'is not unpacked': Buffer.from('no archive at all'),
    };
    for (const [what, bytes] of Object.entries(evil)) {
      await rm(join(folder, 'cache'), { recursive: true, force: true });
      releases.files.set(`/${FABRIC.path}`, bytes);
      const { code, text } = await refusal({ sha256: digests() });
      expect([code, text.en]).to.satisfy(([c, t]: string[]) => c === 'REFUSED' && t?.includes(what) === true, what);
      expect(await left()).to.deep.equal(['downloads']);
    }
    expect(await readdir(folder)).to.not.include('evil');
  });

  it('puts a whole folder in the place of an incomplete one', async () => {
    const { folder: place } = await installFabric(wish({ sha256: digests() }));
    await rm(join(place, 'bin', 'peer'));
    expect((await installFabric(wish({ sha256: digests() }))).already).to.equal(false);
    expect(await readFile(join(place, 'bin', 'peer'), 'utf8')).to.contain('bin/peer');
    expect(await left()).to.have.members(['downloads', 'fabric-3.1.5']);
  });

  it('names archives as the releases do', () => {
    expect(FABRIC.path).to.equal('fabric/releases/download/v3.1.5/hyperledger-fabric-linux-amd64-3.1.5.tar.gz');
    expect(CA.path).to.equal('fabric-ca/releases/download/v1.5.21/hyperledger-fabric-ca-linux-amd64-1.5.21.tar.gz');
    expect(archivesFor({ platform: 'darwin', architecture: 'arm64' })[0]?.name).to.contain('darwin-arm64');
    expect(() => archivesFor({ platform: 'linux', architecture: 's390x' })).to.throw(OperationFailure, 'linux-s390x');
  });

  /** Ends the whole run after so many broken answers, as a user would. */
  function stopAfter(breaks: number): Partial<InstallWish> {
    return { onProgress: () => (releases.breakAfter = releases.seen.length >= breaks ? 0 : releases.breakAfter) };
  }
});

/** Programs that hold their own name, and noise, so that the archive has some size. */
async function archiveOf(folder: string, programs: readonly string[], options: string[] = []): Promise<Buffer> {
  const source = await mkdtemp(join(folder, 'release-'));
  for (const program of programs) {
    await mkdir(join(source, program, '..'), { recursive: true });
    const noise = createHash('shake256', { outputLength: 120_000 })
      .update(source + program)
      .digest('base64');
    await writeFile(join(source, program), `#!/bin/sh\n# ${program} ${noise}\n`, { mode: 0o755 });
  }
  await promisify(execFile)('tar', ['-czf', `${source}.tgz`, '-C', source, ...options, ...(await readdir(source))]);
  return readFile(`${source}.tgz`);
}

async function linkArchive(folder: string, programs: readonly string[]): Promise<Buffer> {
  const source = await mkdtemp(join(folder, 'release-'));
  for (const program of programs) await mkdir(join(source, program, '..'), { recursive: true });
  for (const program of programs) await promisify(execFile)('ln', ['-s', '/etc/hostname', join(source, program)]);
  await promisify(execFile)('tar', ['-czf', `${source}.tgz`, '-C', source, ...(await readdir(source))]);
  return readFile(`${source}.tgz`);
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function serve(releases: Releases, { url = '', headers }: IncomingMessage, response: ServerResponse): void {
  const bytes = releases.files.get(url);
  if (bytes === undefined) {
    response.writeHead(404).end();
    return;
  }
  const isContinued = headers['if-range'] === releases.etag && releases.ranges;
  const start = isContinued ? Number(/\d+/u.exec(headers.range ?? '')) : 0;
  const end = Math.min(bytes.length, start + (releases.breakAfter ?? Infinity));
  releases.seen.push({ path: url, range: headers.range, sent: end - start });
  response.writeHead(isContinued ? 206 : 200, {
    'Content-Length': bytes.length - start,
    ETag: releases.etag,
    ...(isContinued ? { 'Content-Range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` } : {}),
  });
  if (end === bytes.length) response.end(bytes.subarray(start));
  else response.write(bytes.subarray(start, end), () => setTimeout(() => response.destroy(), 5));
}
