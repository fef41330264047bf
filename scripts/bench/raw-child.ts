// SPDX-License-Identifier: Apache-2.0
import fastify, { type FastifyInstance } from 'fastify';
import { VerificationRequest } from '../../gateway/usecases/verifications/verification-request.js';
import { serveCalls } from './processes/serve-calls.js';

let bytes = Buffer.alloc(0);

/** What is compared with: the framework alone, giving fixed bytes, or what it was sent once it fits the schema. */
function rawServer(): FastifyInstance {
  const app = fastify();
  app.get('/raw', (_request, reply) => reply.type('application/json; charset=utf-8').send(bytes));
  app.post('/echo', { schema: { body: VerificationRequest } }, (request) => request.body);
  return app;
}

const app = rawServer();

serveCalls(
  {
    listen: () => app.listen({ host: '127.0.0.1', port: 0 }),
    answer: (text: string) => {
      bytes = Buffer.from(text);
    },
    usage: () => {
      const { user, system } = process.cpuUsage();
      return { cpuMicros: user + system, rss: process.memoryUsage.rss() };
    },
  },
  () => app.close(),
);
