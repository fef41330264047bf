// SPDX-License-Identifier: Apache-2.0
import helmet from '@fastify/helmet';
import { expect } from 'chai';
import fastify from 'fastify';
import { SECURITY_HEADERS, STRICT_CSP } from '../../../gateway/http/security-headers.js';

describe('the headers of every answer', () => {
  it('are those that helmet sets with the same policy, and no fewer', async () => {
    const app = fastify();
    const contentSecurityPolicy = { useDefaults: false, directives: STRICT_CSP };
    await app.register(helmet, { global: true, contentSecurityPolicy });
    app.get('/', (_request, reply) => reply.send('page'));
    const { headers } = await app.inject('/');
    await app.close();
    for (const name of ['connection', 'content-length', 'content-type', 'date']) Reflect.deleteProperty(headers, name);
    expect(headers).to.deep.equal(SECURITY_HEADERS);
  });
});
