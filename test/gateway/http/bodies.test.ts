// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { openEdge, type Edge, type SeenProblem } from './support.js';

const identifier = '11010519491231002X';
const verification = {
  caseNo: 'HR-2030-0001',
  itemCode: 'human-resources.graduate-report',
  scenario: {},
  subjects: { applicant: { kind: 'NATURAL_PERSON', identifier } },
  purposeCode: 'talent-service',
  legalBasis: { kind: 'STATUTORY', dutyCode: 'graduate-service' },
  disclose: 'verdicts',
};

describe('bodies and queries at the edge', () => {
  let edge: Edge;
  const seen: unknown[] = [];
  before(async function () {
    this.timeout(20_000);
    edge = await openEdge({
      verify: (_session, body) => {
        seen.push(body);
        return Promise.reject(new Error('reached'));
      },
      listVerifications: (_session, query) => {
        seen.push(query);
        return Promise.resolve({ verifications: [], next: null });
      },
    });
  });
  beforeEach(() => {
    seen.length = 0;
  });
  after(() => edge.close());

  const post = async (payload: string | Buffer, contentType: string | undefined = 'application/json') =>
    edge.app.inject({
      method: 'POST',
      url: '/v1/verifications',
      headers: {
        authorization: `Bearer ${await edge.token('intake')}`,
        ...(contentType === '' ? {} : { 'content-type': contentType }),
      },
      payload,
    });
  const get = async (query: string) =>
    edge.app.inject({
      url: `/v1/verifications?${query}`,
      headers: { authorization: `Bearer ${await edge.token('intake')}` },
    });

  it('a good body reaches the use case as it was sent', async () => {
    const answer = await post(JSON.stringify(verification));
    expect(answer.statusCode).to.equal(500);
    expect(seen).to.deep.equal([verification]);
  });

  for (const contentType of [
    'application/json; charset=utf-8',
    'Application/JSON',
    'application/json;charset="UTF-8"',
  ]) {
    it(`takes ${contentType}`, async () => {
      await post(JSON.stringify(verification), contentType);
      expect(seen).to.have.length(1);
    });
  }

  for (const contentType of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=gb18030',
    'application/jsonp',
    'application/problem+json',
    '',
  ]) {
    it(`refuses ${contentType === '' ? 'no content type' : contentType} as CONTENT_TYPE_NOT_SUPPORTED`, async () => {
      const answer = await post(JSON.stringify(verification), contentType);
      expect(answer.statusCode).to.equal(415);
      expect(answer.json<SeenProblem>().code).to.equal('CONTENT_TYPE_NOT_SUPPORTED');
      expect(seen).to.deep.equal([]);
    });
  }

  it('takes a body of 2 MiB and refuses one byte more as BODY_TOO_LARGE', async () => {
    const limit = 2 * 1024 * 1024;
    const text = JSON.stringify(verification);
    expect((await post(text.padEnd(limit, ' '))).statusCode).to.equal(500);
    const answer = await post(text.padEnd(limit + 1, ' '));
    expect(answer.statusCode).to.equal(413);
    expect(answer.json<SeenProblem>().code).to.equal('BODY_TOO_LARGE');
    expect(seen).to.have.length(1);
  });

  for (const { name, body, pointer } of [
    { name: 'no purpose', body: { ...verification, purposeCode: undefined }, pointer: '/purposeCode' },
    { name: 'no case number', body: { ...verification, caseNo: undefined }, pointer: '/caseNo' },
    { name: 'an empty case number', body: { ...verification, caseNo: '' }, pointer: '/caseNo' },
    { name: 'a number instead of a text', body: { ...verification, caseNo: 7 }, pointer: '/caseNo' },
    { name: 'null instead of a text', body: { ...verification, caseNo: null }, pointer: '/caseNo' },
    { name: 'an unknown name', body: { ...verification, urgent: true }, pointer: '/urgent' },
    {
      name: 'an unknown name deep inside',
      body: { ...verification, subjects: { applicant: { kind: 'NATURAL_PERSON', identifier, note: 'x' } } },
      pointer: '/subjects/applicant/note',
    },
    { name: 'an unknown kind', body: { ...verification, disclose: 'everything' }, pointer: '/disclose' },
    { name: 'a list', body: [verification], pointer: '' },
    { name: 'a text', body: 'x', pointer: '' },
    { name: 'null', body: null, pointer: '' },
  ]) {
    it(`refuses ${name} as REQUEST_MALFORMED at ${pointer === '' ? 'the top' : pointer}`, async () => {
      const answer = await post(JSON.stringify(body));
      expect(answer.statusCode).to.equal(400);
      const problem = answer.json<SeenProblem>();
      expect(problem.code).to.equal('REQUEST_MALFORMED');
      expect(problem.errors?.map((error) => error.pointer)).to.include(pointer);
      expect(seen).to.deep.equal([]);
    });
  }

  it('an empty body is JSON_MALFORMED', async () => {
    expect((await post('')).json<SeenProblem>().code).to.equal('JSON_MALFORMED');
  });

  it('repeats nothing of what was wrong', async () => {
    const answers = await Promise.all([
      post(`{"caseNo": "${identifier}"`),
      post(JSON.stringify({ ...verification, subjects: { [identifier]: {} } })),
      post(JSON.stringify({ ...verification, disclose: identifier })),
      post(JSON.stringify({ ...verification, [identifier]: 1 })),
    ]);
    for (const answer of answers) {
      expect(answer.statusCode).to.equal(400);
      expect(answer.body).not.to.contain(identifier);
    }
    expect(edge.logLines.join('')).not.to.contain(identifier);
  });

  it('query strings become what their schema says', async () => {
    expect((await get('limit=5&from=2030-01-01')).statusCode).to.equal(200);
    expect(seen).to.deep.equal([{ limit: 5, from: '2030-01-01' }]);
  });

  for (const [name, query, pointer] of [
    ['an unknown name', 'limit=5&color=red', '/color'],
    ['a name that is there twice', 'limit=5&limit=6', '/limit'],
    ['a text for a number', 'limit=many', '/limit'],
    ['a number beyond the bounds', 'limit=201', '/limit'],
    ['a fraction', 'limit=1.5', '/limit'],
  ] as const) {
    it(`refuses ${name} in the query`, async () => {
      const answer = await get(query);
      expect(answer.statusCode).to.equal(400);
      const { code, errors } = answer.json<SeenProblem>();
      expect(code).to.equal('REQUEST_MALFORMED');
      expect(errors?.[0]?.pointer).to.equal(pointer);
      expect(errors?.[0]?.detail).to.match(/^in the query: /u);
    });
  }
});
