// SPDX-License-Identifier: Apache-2.0
import { connect } from 'node:net';
import { expect } from 'chai';
import type { Department } from '../../../chaincode/domain/catalogue/department.js';
import { DEFAULT_TIMEOUTS } from '../../../gateway/http/http-settings.js';
import { openEdge, register, type Edge, type SeenProblem } from './support.js';

const BUREAU: Department = {
  v: 1,
  code: 'data-bureau',
  version: 1,
  title: { zh: '数据局', en: 'Data bureau' },
  bodies: ['OPERATOR'],
  ticketKeys: [],
};
const REQUEST_ID = '7d9f2b52-4f0e-4f5c-9a38-0c2f6f5c2a11';

describe('the edge', () => {
  let edge: Edge;
  let down = false;
  before(async function () {
    this.timeout(20_000);
    edge = await openEdge({}, {}, () =>
      down ? Promise.reject(new Error('down')) : Promise.resolve({ ledger: 7n, readModel: 5n }),
    );
  });
  before(() => register(edge, BUREAU));
  afterEach(() => {
    down = false;
  });
  after(() => edge.close());

  it('/livez, /version, /openapi.json, /docs and the catalogue need no token', async () => {
    for (const url of [
      '/livez',
      '/readyz',
      '/version',
      '/openapi.json',
      '/docs/',
      '/v1/items',
      '/v1/record-types',
      '/v1/departments',
      '/v1/purposes',
      '/v1/duties',
      '/v1/themes',
      '/v1/halls',
      '/v1/calendars',
      '/',
      '/style.css',
    ]) {
      expect((await edge.app.inject(url)).statusCode, url).to.equal(200);
    }
  });

  it('an address that is too long for any code is no fault of the gateway', async () => {
    const answer = await edge.app.inject(`/v1/items/${'a'.repeat(500)}`);
    expect([answer.statusCode, answer.json<SeenProblem>().code]).to.deep.equal([404, 'ROUTE_UNKNOWN']);
  });

  it('HEAD is held to the same rules as GET', async () => {
    const head = (url: string) => edge.app.inject({ method: 'HEAD', url });
    expect((await head('/livez')).statusCode).to.equal(200);
    expect((await head('/v1/verifications')).statusCode).to.equal(401);
  });

  it('the page of the interface runs no script but its own files', async () => {
    const { body, headers } = await edge.app.inject('/docs/');
    expect(headers['content-security-policy']).to.contain("script-src 'self';");
    expect(body).not.to.match(/<script(?![^>]*src=)[^>]*>/u);
    expect(body).not.to.match(/(?:src|href)="https?:/u);
  });

  it('/readyz tells details to the operator of the channel only', async () => {
    const headers = { authorization: `Bearer ${await edge.token('operator', 'data-bureau')}` };
    const another = { authorization: `Bearer ${await edge.token('operator')}` };
    expect((await edge.app.inject({ url: '/readyz', headers: another })).json()).to.deep.equal({ status: 'ready' });
    expect((await edge.app.inject('/readyz')).json()).to.deep.equal({ status: 'ready' });
    expect((await edge.app.inject({ url: '/readyz', headers })).json()).to.deep.equal({
      status: 'ready',
      parts: { ledger: { ok: true, blocks: 7 }, readModel: { ok: true, blocks: 5, behind: 2 } },
    });
    const foreign = { authorization: 'Bearer nonsense' };
    expect((await edge.app.inject({ url: '/readyz', headers: foreign })).statusCode).to.equal(401);
  });

  it('/readyz is 503 while the ledger does not answer', async () => {
    down = true;
    const answer = await edge.app.inject('/readyz');
    expect(answer.statusCode).to.equal(503);
    expect(answer.json()).to.deep.equal({ status: 'not-ready' });
  });

  it('/metrics needs the operator of the channel and labels nothing but routes', async () => {
    expect((await edge.app.inject('/metrics')).statusCode).to.equal(401);
    const intake = { authorization: `Bearer ${await edge.token('intake')}` };
    expect((await edge.app.inject({ url: '/metrics', headers: intake })).statusCode).to.equal(403);
    await edge.app.inject('/v1/items/human-resources.no-such-item');
    const another = { authorization: `Bearer ${await edge.token('operator')}` };
    const refused = await edge.app.inject({ url: '/metrics', headers: another });
    expect([refused.statusCode, refused.json<SeenProblem>().code]).to.deep.equal([403, 'DEPARTMENT_NOT_ENTITLED']);
    const operator = { authorization: `Bearer ${await edge.token('operator', 'data-bureau')}` };
    const { body } = await edge.app.inject({ url: '/metrics', headers: operator });
    expect(body).to.contain('onedoor_ledger_blocks 7').and.to.contain('onedoor_read_model_blocks 5');
    expect(body).to.contain('route="/v1/items/:code"').and.not.to.contain('no-such-item');
  });

  it('echoes a request id that is a UUID, and no other', async () => {
    const named = (id: string) => edge.app.inject({ url: '/livez', headers: { 'x-request-id': id } });
    expect((await named(REQUEST_ID)).headers['x-request-id']).to.equal(REQUEST_ID);
    expect((await named('440106199001011232')).headers['x-request-id']).to.match(/^[0-9a-f-]{36}$/u);
  });

  it('sends a strict policy with every page', async () => {
    const answer = await edge.app.inject('/');
    expect(answer.headers['content-security-policy']).to.equal(
      "default-src 'none';style-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'none'",
    );
    expect(answer.headers['x-content-type-options']).to.equal('nosniff');
    expect(answer.body).not.to.contain('<script').and.not.to.contain('style="');
  });

  it('the page at the door says what runs, in Chinese and English', async () => {
    expect((await edge.app.inject('/')).body)
      .to.contain('0.0.0-test')
      .and.to.contain('Departments attest');
    const chinese = await edge.app.inject({ url: '/', headers: { 'accept-language': 'zh' } });
    expect(chinese.body).to.contain('部门存证').and.to.contain('<html lang="zh-CN">');
    expect(chinese.body).to.contain('数据局、').and.to.contain('<a href="/?lang=en"');
    const chosen = await edge.app.inject({ url: '/?lang=en', headers: { 'accept-language': 'zh' } });
    expect(chosen.body).to.contain('Data bureau, ').and.to.contain('<a href="/?lang=zh"');
    expect(chosen.headers['content-language']).to.equal('en');
    expect((await edge.app.inject('/?lang=fr')).statusCode).to.equal(400);
  });

  it('the catalogue is answered with 304 to who has it', async () => {
    const first = await edge.app.inject('/v1/items');
    const etag = String(first.headers['etag']);
    for (const [header, status] of [
      [etag, 304],
      [`W/${etag}`, 304],
      [`"x", ${etag}`, 304],
      ['*', 304],
      ['"x"', 200],
    ] as const) {
      const again = await edge.app.inject({ url: '/v1/items', headers: { 'if-none-match': header } });
      expect(again.statusCode, header).to.equal(status);
      expect(again.headers['etag']).to.equal(etag);
    }
  });

  for (const [url, code] of [
    ['/v1/items/human-resources.no-such-item', 'ITEM_UNKNOWN'],
    ['/v1/record-types/human-resources.no-such-type', 'RECORD_TYPE_UNKNOWN'],
    ['/v1/themes/human-resources.no-such-theme', 'THEME_UNKNOWN'],
  ] as const) {
    it(`${url} is ${code}`, async () => {
      const answer = await edge.app.inject(url);
      expect(answer.statusCode).to.equal(404);
      expect(answer.json<SeenProblem>().code).to.equal(code);
    });
  }

  it('what never becomes a request is answered with a problem too', async () => {
    const { port } = await listening(edge);
    expect(await raw(port, 'nonsense\r\n\r\n'))
      .to.contain('HTTP/1.1 400')
      .and.to.contain('URL_MALFORMED');
    const large = `GET / HTTP/1.1\r\nhost: x\r\nx-large: ${'x'.repeat(20_000)}\r\n\r\n`;
    expect(await raw(port, large))
      .to.contain('HTTP/1.1 431')
      .and.to.contain('HEADERS_TOO_LARGE');
  });
});

describe('time limits at the edge', function () {
  this.timeout(20_000);
  let edge: Edge;
  before(async () => {
    const timeouts = { ...DEFAULT_TIMEOUTS, headers: 200, request: 300, handler: 200 };
    edge = await openEdge({ getTransaction: () => new Promise(() => undefined) }, { timeouts });
  });
  after(() => edge.close());

  it('an answer that does not come in time is TOO_BUSY', async () => {
    const authorization = `Bearer ${await edge.token('intake')}`;
    const answer = await edge.app.inject({ url: `/v1/transactions/${'a'.repeat(64)}`, headers: { authorization } });
    expect(answer.statusCode).to.equal(503);
    expect(answer.json<SeenProblem>().code).to.equal('TOO_BUSY');
    expect(answer.headers['retry-after']).to.equal('5');
  });

  it("a request that does not come in time is 'REQUEST_TOO_SLOW'", async () => {
    const { port } = await listening(edge);
    expect(await raw(port, 'GET /livez HTTP/1.1\r\nhost: x'))
      .to.contain('HTTP/1.1 408')
      .and.to.contain('REQUEST_TOO_SLOW');
  });
});

async function listening(edge: Edge): Promise<{ port: number }> {
  await edge.app.listen({ host: '127.0.0.1', port: 0 });
  return edge.app.server.address() as { port: number };
}

function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('close', () => {
      resolve(answer);
    });
    socket.on('error', reject);
  });
}
