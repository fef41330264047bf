// SPDX-License-Identifier: Apache-2.0
import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { Deadlines } from './deadlines.js';

/** A client has so long to take an answer, then its connection is cut: what it does not read lies in our memory. */
export function cutSlowReaders(app: FastifyInstance, milliseconds: number): void {
  const readers = new Deadlines<ServerResponse>(milliseconds, { onLate: cut, isGone: ({ destroyed }) => destroyed });
  app.addHook('onSend', ({ routeOptions }, { raw }, payload, done) => {
    // A stream is taken as it comes, and written no faster; it has a time of its own.
    if (routeOptions.config.stream !== true) readers.begin(raw);
    done(null, payload);
  });
  app.addHook('onResponse', (_request, { raw }, done) => {
    readers.end(raw);
    done();
  });
  app.addHook('onClose', (_app, done) => {
    readers.close();
    done();
  });
}

function cut(response: ServerResponse): void {
  if (!response.writableFinished) response.socket?.destroy();
}
