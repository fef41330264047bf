// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { LedgerConflict, LedgerUnavailable, OutcomeUnknown } from '../../../gateway/ledger/ledger-errors.js';
import { GatewayProblem } from '../../../gateway/usecases/gateway-problem.js';
import { AccessRefused } from '../../../gateway/usecases/verifications/access-refused.js';
import { openEdge, type Edge, type SeenProblem } from './support.js';

const id = 'a'.repeat(64);

describe('problems', () => {
  let edge: Edge;
  let thrown: unknown;
  before(async function () {
    this.timeout(20_000);
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what is thrown is what is tested
    edge = await openEdge({ getTransaction: () => Promise.reject(thrown) });
  });
  after(() => edge.close());

  const ask = async (error: unknown, language = 'en') => {
    thrown = error;
    return edge.app.inject({
      url: `/v1/transactions/${id}`,
      headers: { authorization: `Bearer ${await edge.token('intake')}`, 'accept-language': language },
    });
  };

  it('have the form of RFC 9457, a code and the id of the request', async () => {
    const answer = await ask(
      new DomainError('CLAIMS_INVALID', 'claim dayOfBirth is not a day', '/records/3/claims/dayOfBirth'),
    );
    expect(answer.headers['content-type']).to.equal('application/problem+json; charset=utf-8');
    expect(answer.headers['cache-control']).to.equal('no-store');
    expect(answer.json()).to.deep.equal({
      type: '/problems/CLAIMS_INVALID',
      title: 'The claims do not fit the record type',
      status: 422,
      detail: 'claim dayOfBirth is not a day. Correct the claim at the place that pointer names.',
      code: 'CLAIMS_INVALID',
      requestId: answer.headers['x-request-id'],
      errors: [{ pointer: '/records/3/claims/dayOfBirth', detail: 'claim dayOfBirth is not a day' }],
    });
  });

  it('speak Chinese to who prefers it', async () => {
    const answer = await ask(new DomainError('ITEM_UNKNOWN'), 'zh-CN,zh;q=0.9,en;q=0.8');
    expect(answer.headers['content-language']).to.equal('zh');
    expect(answer.headers['vary']).to.contain('Accept-Language');
    const problem = answer.json<SeenProblem>();
    expect(problem.title).to.equal('目录中没有该事项');
    expect(problem.detail).to.equal('目录中没有该事项。事项列表见 /v1/items。');
  });

  for (const { reason, zh } of [
    { reason: 'the day has not come yet', zh: '（该日期尚未到来）' },
    { reason: 'a record that is REVOKED does not become VALID', zh: '（状态为 REVOKED 的记录不能变为 VALID）' },
    { reason: 'something that nobody translated', zh: '' },
  ]) {
    it(`no English sentence stands in Chinese: ${reason}`, async () => {
      const answer = await ask(new DomainError('STATUS_CHANGE_NOT_ALLOWED', reason, '/status'), 'zh');
      const { detail, errors } = answer.json<SeenProblem>();
      expect(detail).to.match(new RegExp(`^记录不能由当前状态变更为该状态${zh}。`, 'u'));
      for (const text of [detail, errors?.[0]?.detail]) expect(text).not.to.match(/[a-z]+ [a-z]+/u);
    });
  }

  for (const { name, error, status, code, headers } of [
    {
      name: 'a refusal',
      error: new DomainError('DUTY_NOT_COVERED'),
      status: 422,
      code: 'DUTY_NOT_COVERED',
      headers: {},
    },
    { name: 'what is not yours', error: new GatewayProblem('NOT_FOUND'), status: 404, code: 'NOT_FOUND', headers: {} },
    {
      name: 'a limit',
      error: new GatewayProblem('PSEUDONYM_LIMIT_REACHED'),
      status: 429,
      code: 'PSEUDONYM_LIMIT_REACHED',
      headers: { 'retry-after': '60' },
    },
    {
      name: 'a conflict',
      error: new LedgerConflict(id, 'MVCC_READ_CONFLICT'),
      status: 409,
      code: 'LEDGER_CONFLICT',
      headers: {},
    },
    {
      name: 'no answer',
      error: new LedgerUnavailable('peer 10.1.2.3 is down'),
      status: 503,
      code: 'LEDGER_UNAVAILABLE',
      headers: { 'retry-after': '2' },
    },
    {
      name: 'an unknown outcome',
      error: new OutcomeUnknown(id),
      status: 202,
      code: 'OUTCOME_UNKNOWN',
      headers: { location: `/v1/transactions/${id}` },
    },
    { name: 'a fault', error: new TypeError('x is not a function'), status: 500, code: 'INTERNAL', headers: {} },
    { name: 'something that is no error', error: 'oops', status: 500, code: 'INTERNAL', headers: {} },
  ]) {
    it(`${name} is ${status} ${code}`, async () => {
      const answer = await ask(error);
      expect(answer.statusCode).to.equal(status);
      expect(answer.headers).to.include(headers);
      const problem = answer.json<SeenProblem>();
      expect(problem.code).to.equal(code);
      expect(problem).to.have.property('requestId', answer.headers['x-request-id']);
      if (status >= 500) expect(problem).not.to.have.property('detail');
      expect(answer.body).not.to.match(/10\.1\.2\.3|function|oops/u);
    });
  }

  it('an outcome that is not known names the transaction', async () => {
    expect((await ask(new OutcomeUnknown(id))).json()).to.include({ transactionId: id });
  });

  it('a refusal that is on record names its access', async () => {
    const ledger = { transactionId: id, blockNumber: 7 };
    const answer = await ask(new AccessRefused('PURPOSE_NOT_COVERED', 'v'.repeat(26), ledger));
    expect(answer.statusCode).to.equal(422);
    expect(answer.json()).to.deep.include({
      code: 'PURPOSE_NOT_COVERED',
      verificationId: 'v'.repeat(26),
      ledger,
      outcome: 'REFUSED',
      errors: [{ pointer: '/purposeCode', detail: 'The purpose is not one of the reading department' }],
    });
  });

  it('the cause of a fault is in the log, masked', async () => {
    edge.logLines.length = 0;
    await ask(new Error('cannot read "张三" of 440106199001011232 in 李四', { cause: new RangeError('inner') }));
    const line = edge.logLines.find((one) => one.includes('request failed')) ?? '';
    expect(line).to.contain('"type":"RangeError"');
    expect(line).to.contain('problems.test');
    expect(line).not.to.match(/张三|李四|440106/u);
  });

  it('unknown addresses are ROUTE_UNKNOWN and their text is logged nowhere', async () => {
    edge.logLines.length = 0;
    const answer = await edge.app.inject('/v1/people/440106199001011232?name=x');
    expect(answer.statusCode).to.equal(404);
    expect(answer.json<SeenProblem>().code).to.equal('ROUTE_UNKNOWN');
    expect(edge.logLines.join('')).to.contain('"route":"unknown"').and.not.to.contain('440106');
  });

  it('a method that an address does not take is METHOD_NOT_ALLOWED', async () => {
    const answer = await edge.app.inject({ method: 'DELETE', url: '/v1/verifications' });
    expect(answer.statusCode).to.equal(405);
    expect(answer.json<SeenProblem>().code).to.equal('METHOD_NOT_ALLOWED');
    expect(answer.headers['allow']).to.equal('GET, HEAD, POST');
  });

  it('an address that cannot be decoded is URL_MALFORMED', async () => {
    const answer = await edge.app.inject('/v1/items/%zz');
    expect(answer.statusCode).to.equal(400);
    expect(answer.json<SeenProblem>().code).to.equal('URL_MALFORMED');
  });
});

describe('pages of problems', () => {
  let edge: Edge;
  before(async function () {
    this.timeout(20_000);
    edge = await openEdge();
  });
  after(() => edge.close());

  it('stand where the type of a problem points, as JSON', async () => {
    const answer = await edge.app.inject('/problems/TOKEN_EXPIRED');
    expect(answer.json()).to.deep.include({ code: 'TOKEN_EXPIRED', status: 401, type: '/problems/TOKEN_EXPIRED' });
  });

  it('and as a page in the language of the reader', async () => {
    const headers = { accept: 'text/html,*/*;q=0.8', 'accept-language': 'zh-CN' };
    const answer = await edge.app.inject({ url: '/problems/TOKEN_EXPIRED', headers });
    expect(answer.headers['content-type']).to.equal('text/html; charset=utf-8');
    expect(answer.body).to.contain('<html lang="zh-CN">').and.to.contain('令牌已过期');
  });

  it('list every code', async () => {
    const codes = (await edge.app.inject('/problems')).json<{ code: string }[]>().map(({ code }) => code);
    expect(codes).to.include.members(['RECORD_UNKNOWN', 'IDENTIFIER_INVALID', 'TOKEN_EXPIRED']);
  });

  it('a code that does not exist is PROBLEM_UNKNOWN', async () => {
    const answer = await edge.app.inject('/problems/toString');
    expect(answer.statusCode).to.equal(404);
    expect(answer.json<SeenProblem>().code).to.equal('PROBLEM_UNKNOWN');
  });
});
