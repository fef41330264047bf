// SPDX-License-Identifier: Apache-2.0
import type { FastifyInstance } from 'fastify';

/** Nothing is loaded but our own style sheet; nothing may frame a page or run in it. */
export const STRICT_CSP = {
  'default-src': ["'none'"],
  'style-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/** What counts for data too: how it may be taken for something else, by whom it may be read, and over which transport. */
export const DATA_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': Object.entries(STRICT_CSP)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join(';'),
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
};

/** With those that only say something about a page: what helmet sets with this policy. A test holds them against it. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  ...DATA_HEADERS,
  'cross-origin-opener-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
};

const DATA = /^application\/(?:problem\+)?json(?:;|$)/u;

/**
 * Every answer tells browsers what they may do with it. A route may say otherwise with headers of its own. Headers are a
 * good part of what a small answer costs, so JSON does without those that nobody applies to it.
 */
export function secureAnswers(app: FastifyInstance): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(DATA_HEADERS);
    done();
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (!DATA.test(String(reply.getHeader('content-type')))) {
      for (const [name, value] of PAGE_ONLY) if (!reply.hasHeader(name)) void reply.header(name, value);
    }
    done(null, payload);
  });
}

const PAGE_ONLY = Object.entries(PAGE_HEADERS).filter(([name]) => !(name in DATA_HEADERS));
