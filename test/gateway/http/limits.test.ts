// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import type { Role } from '../../../chaincode/domain/roles.js';
import { DEFAULT_LIMITS, DEFAULT_TIMEOUTS, type HttpLimits } from '../../../gateway/http/http-settings.js';
import { issueDemoToken } from '../../../gateway/http/identity/demo-tokens.js';
import { openEdge, type Edge, type SeenProblem } from './support.js';

const LISTS = { listVerifications: () => Promise.resolve({ verifications: [], next: null }) };

describe('limits', function () {
  this.timeout(20_000);
  let edge: Edge;
  afterEach(async () => {
    await edge.close();
  });
  const open = async (limits: Partial<HttpLimits>, times = DEFAULT_TIMEOUTS): Promise<Edge> =>
    (edge = await openEdge(LISTS, { limits, timeouts: times }));
  const as = async (one: Edge, officer: string, role: Role = 'intake') => ({
    authorization: `Bearer ${await issueDemoToken(one.key, { department: 'human-resources', role, officer })}`,
  });

  it('by default let an officer work, a department import and a bench run', async () => {
    await open({});
    const answer = await edge.app.inject({ url: '/v1/verifications', headers: await as(edge, 'officer-1') });
    expect(Number(answer.headers['ratelimit-limit'])).to.be.at.least(5 * 60_000); // five times the district's peak
    expect(DEFAULT_LIMITS.connections).to.be.at.least(1_024);
  });

  it('count by officer and role: who asks too much waits, others do not', async () => {
    const { app } = await open({ caller: 3 });
    const ask = async (officer: string, role?: Role, language = 'en') =>
      app.inject({
        url: '/v1/verifications',
        headers: { ...(await as(edge, officer, role)), 'accept-language': language },
      });
    for (const remaining of ['2', '1', '0']) {
      const { statusCode, headers } = await ask('officer-1');
      expect(statusCode).to.equal(200);
      expect(headers).to.include({ 'ratelimit-limit': '3', 'ratelimit-remaining': remaining });
      expect(Number(headers['ratelimit-reset'])).to.be.within(1, 60);
    }
    const refused = await ask('officer-1');
    expect([refused.statusCode, refused.json<SeenProblem>().code]).to.deep.equal([429, 'RATE_LIMITED']);
    expect(Number(refused.headers['retry-after'])).to.be.within(1, 60);
    expect((await ask('officer-1', 'intake', 'zh')).json<SeenProblem>().title).to.equal('请求过多');
    expect((await ask('officer-2')).statusCode).to.equal(200);
    expect((await ask('officer-1', 'officer')).statusCode).to.equal(200);
  });

  it('count by address without a token; /livez is always answered', async () => {
    const { app } = await open({ address: 2 });
    const from = (remoteAddress: string, url = '/v1/items') => app.inject({ url, remoteAddress });
    expect((await from('10.0.0.1')).statusCode).to.equal(200);
    expect((await from('10.0.0.1', '/v1/nothing')).statusCode).to.equal(404); // counts too
    expect((await from('10.0.0.1')).statusCode).to.equal(429);
    expect((await from('10.0.0.1', '/livez')).statusCode).to.equal(200);
    expect((await from('10.0.0.2')).statusCode).to.equal(200);
    // Whoever has an IPv6 address has the 2^64 beside it.
    await from('2001:db8::1');
    await from('2001:db8::2');
    expect((await from('2001:db8::3')).statusCode).to.equal(429);
  });

  it('count what fails to authenticate; a good token from the same address is served', async () => {
    const one = await open({ failures: 2 });
    const fail = (authorization?: string) =>
      one.app.inject({ url: '/v1/verifications', headers: authorization === undefined ? {} : { authorization } });
    expect((await fail()).statusCode).to.equal(401);
    expect((await fail('Bearer nonsense')).statusCode).to.equal(401);
    const refused = await fail('Bearer nonsense');
    expect([refused.statusCode, refused.json<SeenProblem>().code]).to.deep.equal([429, 'RATE_LIMITED']);
    expect(Number(refused.headers['retry-after'])).to.be.within(1, 60);
    const headers = await as(one, 'officer-1');
    expect((await one.app.inject({ url: '/v1/verifications', headers })).statusCode).to.equal(200);
  });

  it('believe X-Forwarded-For from the named proxies only', async () => {
    const { app } = await open({ address: 1, proxies: ['10.1.0.0/16'] });
    const from = (remoteAddress: string, forwarded: string) =>
      app.inject({ url: '/v1/items', remoteAddress, headers: { 'x-forwarded-for': forwarded } });
    for (const client of ['192.0.2.1', '192.0.2.2']) expect((await from('10.1.2.3', client)).statusCode).to.equal(200);
    expect((await from('10.1.2.3', '192.0.2.1')).statusCode).to.equal(429);
    expect((await from('198.51.100.1', '192.0.2.3')).statusCode).to.equal(200);
    expect((await from('198.51.100.1', '192.0.2.4')).statusCode).to.equal(429);
  });

  it('count keys by officer and role: each takes room on the disk; without a key, or as another officer, one goes on', async () => {
    edge = await openEdge(
      { changeRecordStatus: () => Promise.reject(new DomainError('RECORD_UNKNOWN')) },
      { limits: { keys: 2 } },
    );
    const ask = async (key?: string, officer = 'officer-1') => {
      const answer = await edge.app.inject({
        method: 'POST',
        url: `/v1/records/${'A'.repeat(26)}/status`,
        headers: { ...(await as(edge, officer, 'attester')), ...(key === undefined ? {} : { 'idempotency-key': key }) },
        payload: { status: 'SUSPENDED', reason: 'DECISION', day: '2026-01-01' },
      });
      return [answer.json<SeenProblem>().code, 'retry-after' in answer.headers];
    };
    expect(await ask('a')).to.deep.equal(['RECORD_UNKNOWN', false]);
    expect(await ask('b')).to.deep.equal(['RECORD_UNKNOWN', false]);
    expect(await ask('c')).to.deep.equal(['RATE_LIMITED', true]);
    expect(await ask()).to.deep.equal(['RECORD_UNKNOWN', false]);
    expect(await ask('c', 'officer-2')).to.deep.equal(['RECORD_UNKNOWN', false]);
  });

  for (const [name, limits] of [
    ['the heap is full', { heap: 1 }],
    ['the process cannot keep up', { delay: 1 }],
  ] as const) {
    it(`while ${name}, requests are turned away with 503, and probes are answered`, async () => {
      const { app } = await open(limits, { ...DEFAULT_TIMEOUTS, pressureSample: 500 });
      if ('delay' in limits) for (const until = performance.now() + 900; performance.now() < until;);
      await sleep('delay' in limits ? 0 : 700);
      const refused = await app.inject('/v1/items');
      expect([refused.statusCode, refused.json<SeenProblem>().code]).to.deep.equal([503, 'TOO_BUSY']);
      expect(refused.headers['retry-after']).to.equal('5');
      expect((await app.inject('/livez')).statusCode).to.equal(200);
      expect((await app.inject('/metrics')).statusCode).to.equal(401); // served: it asks for a token
    });
  }
});
