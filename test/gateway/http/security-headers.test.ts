// SPDX-License-Identifier: Apache-2.0
import helmet from '@fastify/helmet';
import { expect } from 'chai';
import fastify, { type FastifyInstance } from 'fastify';
import { DATA_HEADERS, PAGE_HEADERS, STRICT_CSP, secureAnswers } from '../../../gateway/http/security-headers.js';

describe('the headers of every answer', () => {
  it('are, for a page, those that helmet sets with the same policy, and no fewer', async () => {
    const app = fastify();
    const contentSecurityPolicy = { useDefaults: false, directives: STRICT_CSP };
    await app.register(helmet, { global: true, contentSecurityPolicy });
    app.get('/', (_request, reply) => reply.send('page'));
    expect(await ownHeaders(app)).to.deep.equal(PAGE_HEADERS);
  });

  for (const [type, expected] of [
    ['text/html; charset=utf-8', PAGE_HEADERS],
    ['image/svg+xml', PAGE_HEADERS],
    ['application/json-seq', PAGE_HEADERS],
    ['application/json; charset=utf-8', DATA_HEADERS],
    ['application/problem+json; charset=utf-8', DATA_HEADERS],
  ] as const) {
    it(`go with ${type}`, async () => {
      const app = fastify();
      secureAnswers(app);
      app.get('/', (_request, reply) => reply.type(type).send('{}'));
      expect(await ownHeaders(app)).to.deep.equal(expected);
    });
  }

  it('give way to those of a route', async () => {
    const app = fastify();
    secureAnswers(app);
    const own = { 'content-security-policy': "default-src 'self'", 'x-xss-protection': '1' };
    app.get('/', (_request, reply) => reply.type('text/html').headers(own).send(''));
    expect(await ownHeaders(app)).to.deep.equal({ ...PAGE_HEADERS, ...own });
  });
});

async function ownHeaders(app: FastifyInstance): Promise<Record<string, unknown>> {
  const { headers } = await app.inject('/');
  await app.close();
  const framing = ['connection', 'content-length', 'content-type', 'date'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !framing.includes(name)));
}
