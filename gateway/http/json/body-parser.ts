// SPDX-License-Identifier: Apache-2.0
import type { FastifyInstance } from 'fastify';
import { parseStrictJson } from './strict-json.js';

/** The largest body that any route takes. */
export const BODY_LIMIT = 2 * 1024 * 1024;

/** The only content type is JSON; everything else is 415. */
export function readStrictJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>(
    /^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/iu,
    { parseAs: 'buffer', bodyLimit: BODY_LIMIT },
    (_request, body, done) => {
      try {
        done(null, parseStrictJson(body));
      } catch (error) {
        done(error as Error);
      }
    },
  );
}
