// SPDX-License-Identifier: Apache-2.0
import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** How often those who are late are looked for, as a part of the time that they have. */
const LOOKS = 8;

/** A client has so long to take an answer, then its connection is cut: what it does not read lies in our memory. */
export function cutSlowReaders(app: FastifyInstance, milliseconds: number): void {
  const ends = new Map<ServerResponse, number>();
  const timer = setInterval(
    () => {
      const now = performance.now();
      for (const [response, end] of ends) {
        if (now < end && !response.destroyed) continue;
        ends.delete(response);
        cut(response);
      }
    },
    Math.ceil(milliseconds / LOOKS),
  );
  timer.unref();
  app.addHook('onSend', (_request, { raw }, payload, done) => {
    ends.set(raw, performance.now() + milliseconds);
    done(null, payload);
  });
  app.addHook('onResponse', (_request, { raw }, done) => {
    ends.delete(raw);
    done();
  });
  app.addHook('onClose', (_app, done) => {
    clearInterval(timer);
    done();
  });
}

function cut(response: ServerResponse): void {
  if (!response.writableFinished) response.socket?.destroy();
}
