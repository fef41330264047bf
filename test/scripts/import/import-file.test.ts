// SPDX-License-Identifier: Apache-2.0
import { readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Connection } from '../../../scripts/client/gateway-client.js';
import { GatewayFailure } from '../../../scripts/client/gateway-failure.js';
import { NoAnswer } from '../../../scripts/client/no-answer.js';
import { residentId } from '../../../scripts/demo/identifiers.js';
import { importFile } from '../../../scripts/import/import-file.js';
import type { ImportFileOptions } from '../../../scripts/import/import-file.js';
import { servedDistrict } from '../support/served-district.js';

const RECORD_TYPE = 'human-resources.skill-certificate';
const COLUMNS = ['证书编号', '公民身份号码', '职业名称', '技能等级', '发证日期'];

/** Rows of the type; `from` shifts persons, so that suites do not meet. */
function rows(from: number, count: number, level = '中级工'): string[] {
  return Array.from({ length: count }, (_, index) => {
    const person = residentId('440604', '1985-06-07', from + index);
    return [`JN${from + index}`, person, '电工', level, '2024-03-01'].join(',');
  });
}

/** A second certificate of the same persons. */
function secondRows(from: number, count: number): string[] {
  return rows(from, count, '技师').map((row) => row.replace('JN', 'JM'));
}

describe('importFile, into a gateway', function () {
  this.timeout(120_000);
  const district = servedDistrict();
  let connection: Connection;
  before(async () => {
    connection = await district.attester('human-resources');
  });

  async function write(name: string, lines: readonly string[]): Promise<string> {
    const file = join(district.home, name);
    await writeFile(file, `${[COLUMNS.join(','), ...lines].join('\n')}\n`);
    return file;
  }
  const run = (file: string, changes: Partial<ImportFileOptions> = {}) =>
    importFile({ connection, recordType: RECORD_TYPE, file, dryRun: false, ...changes });

  it('creates records, changes nothing the second time, and supersedes what changed', async () => {
    const file = await write('three.csv', rows(0, 3));
    expect(await run(file)).to.include({ rows: 3, created: 3, unchanged: 0, refused: 0, refusedFile: null });
    expect(await run(file)).to.include({ rows: 3, created: 0, unchanged: 3, superseded: 0 });
    const changed = await write('changed.csv', [...rows(0, 1, '高级工'), ...rows(1, 3)]);
    expect(await run(changed)).to.include({ rows: 4, created: 1, unchanged: 2, superseded: 1 });
  });

  it('counts without writing in a dry run', async () => {
    const file = await write('dry.csv', [
      ...rows(1, 1),
      ...rows(2, 1, '技师'),
      ...rows(10, 2),
      'JN99,1,电工,技师,2024-03-01',
    ]);
    const height = await district.gateway.parts.ledger.height();
    expect(await run(file, { dryRun: true })).to.include({
      created: 2,
      unchanged: 1,
      superseded: 1,
      refused: 1,
      dryRun: true,
    });
    expect(await district.gateway.parts.ledger.height()).to.equal(height);
  });

  it('writes refused rows into a file of the same shape, which can be mended and imported', async () => {
    const [good = '', other = ''] = rows(20, 2);
    const bad = other.replace('中级工', '无等级');
    const file = await write('mixed.csv', [good, bad]);
    const first = await run(file);
    expect(first).to.include({ created: 1, refused: 1, refusedFile: `${file}.refused.csv` });
    const refusedFile = first.refusedFile ?? '';
    const [header, line] = (await readFile(refusedFile, 'utf8')).trimEnd().split('\n');
    expect(header).to.equal([...COLUMNS, '行号', '退回原因'].join(','));
    expect(line).to.match(new RegExp(`^${bad},3,VALUE_NOT_LISTED .*技能等级`, 'u'));
    expect((await stat(refusedFile)).mode & 0o077).to.equal(0);
    await writeFile(refusedFile, `${header}\n${line?.replace('无等级', '中级工')}\n`);
    expect(await run(refusedFile)).to.include({ created: 1, refused: 0 });
  });

  it('lets the later of two rows with one number win', async () => {
    const file = await write('twice.csv', [...rows(30, 1, '中级工'), ...rows(30, 1, '技师')]);
    expect(await run(file)).to.include({ created: 1, superseded: 1 });
    expect(await run(await write('last.csv', rows(30, 1, '技师')))).to.include({ unchanged: 1 });
  });

  it('lets the good rows of a request stand when the gateway turns a body away for one of them', async () => {
    const [first = '', second = '', third = ''] = rows(40, 3);
    const file = await write('nul.csv', [first, second.replace('电工', '电\u0000工'), third]);
    expect(await run(file)).to.include({ created: 2, refused: 1 });
  });

  it('goes on where it was interrupted: what arrived is unchanged, the rest is created', async () => {
    const file = await write('interrupted.csv', [...rows(0, 900, '初级工'), ...secondRows(0, 900)]);
    const stop = new AbortController();
    const proxy = await proxyTo(connection.url, (count) => {
      if (count === 2) stop.abort();
      return 'pass';
    });
    const broken = await run(file, { connection: { ...connection, url: proxy.url }, signal: stop.signal });
    await proxy.close();
    expect(broken.interrupted).to.equal(true);
    const arrived = broken.created + broken.superseded;
    expect(arrived).to.be.within(1, 1_799);
    const again = await run(file);
    expect(again).to.include({ rows: 1_800, refused: 0 });
    expect(again.created + again.superseded).to.equal(1_800 - arrived);
  });

  it('asks again when the gateway is away for a moment, busy, or the answer is lost', async () => {
    const proxy = await proxyTo(
      connection.url,
      (count) => (['busy', 'lose', 'cut', 'pass'] as const)[count - 2] ?? 'pass',
    );
    const file = await write('flaky.csv', rows(300, 5));
    const summary = await run(file, { connection: { ...connection, url: proxy.url } });
    await proxy.close();
    expect(summary.created + summary.unchanged).to.equal(5);
    expect(await run(file)).to.include({ unchanged: 5 });
  });

  it('does not ask again when it is not entitled', async () => {
    const file = await write('foreign.csv', rows(400, 1));
    const foreign = { url: connection.url, token: 'none' };
    const error = await run(file, { connection: foreign }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(GatewayFailure);
    expect((error as GatewayFailure).status).to.equal(401);
  });

  it('says that there is no gateway', async () => {
    const file = await write('nobody.csv', rows(500, 1));
    const nobody = { ...connection, url: 'http://127.0.0.1:9' };
    const error = await run(file, { connection: nobody }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(NoAnswer);
  });
});

type Fate = 'pass' | 'busy' | 'lose' | 'cut';

/** Stands before a real gateway and spoils some requests, counted from 1: busy = 503; lose = done, answer cut; cut = not passed on. */
async function proxyTo(url: string, fateOf: (count: number) => Fate): Promise<{ url: string; close(): Promise<void> }> {
  let count = 0;
  const server: Server = createServer((request, response) => {
    count += 1;
    const fate = fateOf(count);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (fate === 'busy') return void response.writeHead(503, { 'retry-after': '0' }).end('{}');
      if (fate === 'cut') return void request.socket.destroy();
      void passOn(
        url,
        request.method ?? 'GET',
        request.url ?? '/',
        request.headers.authorization,
        Buffer.concat(chunks),
      ).then(([status, text]) => {
        if (fate === 'lose') request.socket.destroy();
        else response.writeHead(status, { 'content-type': 'application/json' }).end(text);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function passOn(
  url: string,
  method: string,
  path: string,
  authorization: string | undefined,
  body: Buffer,
): Promise<[number, string]> {
  const response = await fetch(new URL(path, url), {
    method,
    headers: { authorization: authorization ?? '', ...(body.length > 0 ? { 'content-type': 'application/json' } : {}) },
    ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
  });
  return [response.status, await response.text()];
}
