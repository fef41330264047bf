// SPDX-License-Identifier: Apache-2.0
import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** A client has so long to take an answer, then its connection is cut: what it does not read lies in our memory. */
export function cutSlowReaders(app: FastifyInstance, milliseconds: number): void {
  app.addHook('onSend', (_request, { raw }, payload, done) => {
    const timer = setTimeout(cut, milliseconds, raw);
    timer.unref();
    raw.once('close', () => {
      clearTimeout(timer);
    });
    done(null, payload);
  });
}

function cut(response: ServerResponse): void {
  if (!response.writableFinished) response.socket?.destroy();
}
