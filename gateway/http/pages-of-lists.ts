// SPDX-License-Identifier: Apache-2.0
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { appliedHeight } from '../readmodel/queries/counts.js';
import type { ReadModelDatabase } from '../readmodel/tables.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A list that is read page by page. */
    paged?: boolean;
  }
}

/** As of how many blocks a page was read; it may show something of later ones already. */
export const HEIGHT_HEADER = 'ledger-height';

/** Every page of every list says as of which height it is, and links to the one after it (RFC 8288). */
export function markPages(app: FastifyInstance, readModel: ReadModelDatabase): void {
  app.addHook('onRoute', (route) => {
    if (route.config?.paged !== true) return;
    route.preHandler = async (_request, reply) => {
      void reply.header(HEIGHT_HEADER, String(await appliedHeight(readModel)));
    };
    route.preSerialization = (request, reply, payload, done) => {
      const { next } = payload as { readonly next?: string | null };
      if (typeof next === 'string') void reply.header('link', `<${addressOf(request, next)}>; rel="next"`);
      done(null, payload);
    };
  });
}

/** The same question, with another cursor. */
function addressOf({ url }: FastifyRequest, cursor: string): string {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  searchParams.set('cursor', cursor);
  return `${pathname}?${searchParams.toString()}`;
}
