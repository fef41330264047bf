// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { households, householdRecord } from './case-builders.js';
import { exchange, statusesIn } from './raw-socket.js';
import { serveDistrict, type ServedDistrict } from './served-district.js';

const HOST = 'Host: gateway\r\n';

interface Case {
  readonly name: string;
  /** Request line and headers, without the empty line. `AUTH` stands for the token of an attester. */
  readonly head: string;
  readonly body?: string;
  readonly status: readonly number[];
  readonly code?: string;
}

const good = JSON.stringify(households(householdRecord(1)));
const length = `Content-Length: ${Buffer.byteLength(good)}\r\n`;
const POST = `POST /v1/records HTTP/1.1\r\n${HOST}AUTH`;
const JSON_TYPE = 'Content-Type: application/json\r\n';
const GET = (target: string): string => `GET ${target} HTTP/1.1\r\n${HOST}`;
const chunked = `${Buffer.byteLength(good).toString(16)}\r\n${good}\r\n0\r\n\r\n`;
const MALFORMED = { status: [400], code: 'URL_MALFORMED' };

const CASES: readonly Case[] = [
  // What two readers on the way could take for different requests.
  {
    name: 'a length beside chunks',
    head: `${POST}${JSON_TYPE}${length}Transfer-Encoding: chunked\r\n`,
    body: chunked,
    ...MALFORMED,
  },
  {
    name: 'chunks beside a length',
    head: `${POST}${JSON_TYPE}Transfer-Encoding: chunked\r\n${length}`,
    body: chunked,
    ...MALFORMED,
  },
  { name: 'two equal lengths', head: `${POST}${JSON_TYPE}${length}${length}`, body: good, ...MALFORMED },
  {
    name: 'two different lengths',
    head: `${POST}${JSON_TYPE}${length}Content-Length: 4\r\n`,
    body: good,
    ...MALFORMED,
  },
  { name: 'a length with a sign', head: `${POST}${JSON_TYPE}Content-Length: +4\r\n`, body: good, ...MALFORMED },
  { name: 'a list of lengths', head: `${POST}${JSON_TYPE}Content-Length: 4, 4\r\n`, body: good, ...MALFORMED },
  {
    name: 'an unknown transfer coding',
    head: `${POST}${JSON_TYPE}Transfer-Encoding: xchunked\r\n`,
    body: chunked,
    ...MALFORMED,
  },
  {
    name: 'a transfer coding before chunks',
    head: `${POST}${JSON_TYPE}Transfer-Encoding: gzip, chunked\r\n`,
    body: chunked,
    ...MALFORMED,
  },
  {
    name: 'chunks twice',
    head: `${POST}${JSON_TYPE}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n`,
    body: chunked,
    ...MALFORMED,
  },
  {
    name: 'a chunk size that is none',
    head: `${POST}${JSON_TYPE}Transfer-Encoding: chunked\r\n`,
    body: `zz\r\n${good}\r\n0\r\n\r\n`,
    ...MALFORMED,
  },
  {
    name: 'a chunk size ended by LF alone',
    head: `${POST}${JSON_TYPE}Transfer-Encoding: chunked\r\n`,
    body: `3\n{}\r\n0\r\n\r\n`,
    ...MALFORMED,
  },
  {
    name: 'a chunk that is longer than its size',
    head: `${POST}${JSON_TYPE}Transfer-Encoding: chunked\r\n`,
    body: `2\r\n{} \r\n0\r\n\r\n`,
    ...MALFORMED,
  },
  { name: 'a folded header', head: `${POST}${JSON_TYPE}X-Note: a\r\n b\r\n${length}`, body: good, ...MALFORMED },
  {
    name: 'a header line ended by LF alone',
    head: `${POST}X-Note: a\n${JSON_TYPE}${length}`,
    body: good,
    ...MALFORMED,
  },
  { name: 'a request line ended by LF alone', head: `GET /livez HTTP/1.1\n${HOST}`, ...MALFORMED },
  { name: 'a bare CR in a header', head: `${POST}X-Note: a\rb\r\n${JSON_TYPE}${length}`, body: good, ...MALFORMED },
  { name: 'a space before the colon', head: `${POST}X-Note : a\r\n${JSON_TYPE}${length}`, body: good, ...MALFORMED },
  { name: 'a NUL in a header', head: `${POST}X-Note: a\0b\r\n${JSON_TYPE}${length}`, body: good, ...MALFORMED },
  { name: 'two hosts', head: `GET /livez HTTP/1.1\r\n${HOST}Host: other\r\n`, ...MALFORMED },
  { name: 'no host', head: 'GET /livez HTTP/1.1\r\n', ...MALFORMED },
  {
    name: 'two tokens',
    head: `POST /v1/records HTTP/1.1\r\n${HOST}AUTHAUTH${JSON_TYPE}${length}`,
    body: good,
    ...MALFORMED,
  },
  { name: 'two content types', head: `${POST}${JSON_TYPE}${JSON_TYPE}${length}`, body: good, ...MALFORMED },
  // Bodies.
  {
    name: 'a compressed body',
    head: `${POST}${JSON_TYPE}Content-Encoding: gzip\r\n${length}`,
    body: good,
    status: [415],
    code: 'CONTENT_ENCODING_NOT_SUPPORTED',
  },
  {
    name: 'a body that a GET carries',
    head: `${GET('/livez')}Content-Length: 2\r\n`,
    body: '{}',
    status: [400],
    code: 'BODY_NOT_TAKEN',
  },
  {
    name: 'an expectation that nobody meets',
    head: `${POST}${JSON_TYPE}Expect: tea\r\n${length}`,
    body: good,
    status: [417],
    code: 'EXPECTATION_UNKNOWN',
  },
  {
    name: 'a length beyond the limit',
    head: `${POST}${JSON_TYPE}Content-Length: 2097153\r\n`,
    status: [413],
    code: 'BODY_TOO_LARGE',
  },
  // Addresses.
  { name: 'an asterisk', head: `OPTIONS * HTTP/1.1\r\n${HOST}`, status: [405], code: 'METHOD_NOT_ALLOWED' },
  {
    name: 'a method that the address does not take',
    head: `QUERY /livez HTTP/1.1\r\n${HOST}`,
    status: [405],
    code: 'METHOD_NOT_ALLOWED',
  },
  { name: 'a tunnel', head: `CONNECT gateway:443 HTTP/1.1\r\n${HOST}`, status: [404], code: 'ROUTE_UNKNOWN' },
  {
    name: 'a slash that is encoded',
    head: GET('/v1/items/human-resources%2Fitem'),
    status: [400],
    code: 'REQUEST_MALFORMED',
  },
  { name: 'a NUL that is encoded', head: GET('/v1/items/a.b%00'), status: [400], code: 'REQUEST_MALFORMED' },
  { name: 'steps upwards', head: GET('/v1/items/../items'), status: [404], code: 'ROUTE_UNKNOWN' },
  { name: 'encoded steps upwards', head: GET('/v1/%2e%2e/v1/items'), status: [404], code: 'ROUTE_UNKNOWN' },
  { name: 'two slashes', head: GET('//v1/items'), status: [404], code: 'ROUTE_UNKNOWN' },
  { name: 'a broken escape', head: GET('/v1/items/%zz'), ...MALFORMED },
  { name: 'a fragment', head: GET('/livez#x'), ...MALFORMED },
  { name: 'characters that must be escaped', head: GET('/v1/items/办事'), ...MALFORMED },
  { name: 'an address without a slash', head: GET('livez'), ...MALFORMED },
  { name: 'an address beyond 4 KiB', head: GET(`/v1/items?${'a'.repeat(4_096)}`), status: [414], code: 'URL_TOO_LONG' },
  {
    name: 'headers beyond 16 KiB',
    head: `${GET('/livez')}X-Note: ${'a'.repeat(16_384)}\r\n`,
    status: [431],
    code: 'HEADERS_TOO_LARGE',
  },
  {
    name: 'a name twice in the query',
    head: GET('/v1/items?department=a&department=b'),
    status: [400],
    code: 'REQUEST_MALFORMED',
  },
  { name: '__proto__ in the query', head: GET('/v1/items?__proto__=a'), status: [400], code: 'REQUEST_MALFORMED' },
  // Other versions.
  {
    name: 'chunks in HTTP/1.0',
    head: `POST /v1/records HTTP/1.0\r\nAUTH${JSON_TYPE}Transfer-Encoding: chunked\r\n`,
    body: chunked,
    ...MALFORMED,
  },
  {
    name: 'HTTP/2.0 in words',
    head: `GET /livez HTTP/2.0\r\n${HOST}`,
    status: [505],
    code: 'HTTP_VERSION_NOT_SUPPORTED',
  },
  {
    name: 'the preface of HTTP/2',
    head: 'PRI * HTTP/2.0\r\n',
    body: 'SM\r\n\r\n',
    status: [505],
    code: 'HTTP_VERSION_NOT_SUPPORTED',
  },
  { name: 'no version', head: 'GET /livez\r\n', status: [505], code: 'HTTP_VERSION_NOT_SUPPORTED' },
  // What is unusual and right.
  { name: 'HTTP/1.0', head: 'GET /livez HTTP/1.0\r\n', status: [200] },
  { name: 'an address with its host', head: GET('http://gateway/livez'), status: [200] },
  {
    name: 'a wish to change the protocol, which is not heard',
    head: `${GET('/livez')}Connection: Upgrade\r\nUpgrade: websocket\r\n`,
    status: [200],
  },
  {
    name: 'three requests sent at once, answered in their order',
    head: `${GET('/livez')}\r\n${GET('/v1/nothing')}\r\n${GET('/version')}`,
    status: [200, 404, 200],
  },
];

describe('framing', function () {
  this.timeout(60_000);
  let district: ServedDistrict;
  let token: string;
  before(async () => {
    district = await serveDistrict();
    token = await district.gateway.token({ department: 'data-bureau', role: 'attester', officer: 'officer-0001' });
  });
  after(() => district.close());
  const send = ({ head, body = '' }: Pick<Case, 'head' | 'body'>): Promise<string> => {
    const last = /Connection:|^PRI|\r\n\r\n/u.test(head) ? '' : 'Connection: close\r\n'; // no need to wait for silence
    const whole = `${head.replaceAll('AUTH', `Authorization: Bearer ${token}\r\n`)}${last}\r\n${body}`;
    return exchange(district.gateway.port, whole);
  };

  for (const one of CASES) {
    it(`${one.name}: ${one.status.join(', ')} ${one.code ?? ''}`, async () => {
      await district.unwritten(async () => {
        const answer = await send(one);
        expect(statusesIn(answer), answer).to.deep.equal(one.status);
        if (one.code !== undefined) {
          expect(answer).to.contain(`"code":"${one.code}"`).and.to.contain('application/problem+json');
          expect(answer).to.contain('x-content-type-options: nosniff').and.to.contain('x-request-id: ');
        }
      });
    });
  }

  it('the same request, well framed, is written', async () => {
    const before = await district.gateway.parts.ledger.height();
    expect(statusesIn(await send({ head: `${POST}${JSON_TYPE}${length}`, body: good }))).to.deep.equal([200]);
    expect(await district.gateway.parts.ledger.height()).to.equal(before + 1n);
  });

  it('in chunks too', async () => {
    const head = `${POST}${JSON_TYPE}Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n`;
    expect(statusesIn(await send({ head, body: chunked }))).to.deep.equal([100, 200]);
  });
});
