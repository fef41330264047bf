// SPDX-License-Identifier: Apache-2.0
import type { FastifyInstance, FastifyReply } from 'fastify';
import { HttpProblem } from '../problems/http-problem.js';
import { Deadlines } from './deadlines.js';

/**
 * An answer that does not come in time is 503; what was begun goes on, and its answer is thrown away. (The framework's
 * own limit gives every request a timer, an AbortController and an error for it.)
 */
export function refuseLateAnswers(app: FastifyInstance, milliseconds: number): void {
  const waiting = new Deadlines<FastifyReply>(milliseconds, { onLate: refuse, isGone: ({ raw }) => raw.destroyed });
  app.addHook('onRequest', (_request, reply, done) => {
    waiting.begin(reply);
    done();
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    waiting.end(reply);
    done(null, payload);
  });
  app.addHook('onClose', (_app, done) => {
    waiting.close();
    done();
  });
}

function refuse(reply: FastifyReply): void {
  if (!reply.sent) void reply.send(new HttpProblem('TOO_BUSY'));
}
