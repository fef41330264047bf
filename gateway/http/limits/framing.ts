// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { URL_LIMIT } from '../http-settings.js';
import { HttpProblem } from '../problems/http-problem.js';
import type { HttpCode } from '../problems/http-problems.js';

/**
 * Refuses what two readers on the way could understand differently and the parser lets through. (The parser itself
 * refuses Content-Length beside Transfer-Encoding, Content-Length twice, folded lines, bare CR or LF and bad chunks.)
 */
export function refuseDoubtfulFraming(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const code = faultOf(request);
    if (code === undefined) done();
    else done(new HttpProblem(code, { headers: { connection: 'close', ...HEADERS[code] } }));
  });
}

const HEADERS: Partial<Record<HttpCode, Record<string, string>>> = {
  CONTENT_ENCODING_NOT_SUPPORTED: { 'accept-encoding': 'identity' },
};

function faultOf({ raw, is404 }: FastifyRequest): HttpCode | undefined {
  const fault = addressFault(raw.url ?? '') ?? versionFault(raw) ?? headerFault(raw);
  return fault ?? (is404 ? undefined : bodyFault(raw)); // where nothing is, a body is not what is wrong
}

function addressFault(url: string): HttpCode | undefined {
  if (url.length > URL_LIMIT) return 'URL_TOO_LONG';
  return url.includes('#') ? 'URL_MALFORMED' : undefined;
}

function versionFault({ httpVersion, headers }: IncomingMessage): HttpCode | undefined {
  if (httpVersion === '1.1') return headers.host === undefined ? 'URL_MALFORMED' : undefined;
  if (httpVersion !== '1.0') return 'HTTP_VERSION_NOT_SUPPORTED';
  return headers['transfer-encoding'] === undefined ? undefined : 'URL_MALFORMED';
}

/** Headers of which there is one; of a second the parser would keep the first and say nothing. */
const SINGLE: ReadonlySet<string> = new Set([
  'host',
  'authorization',
  'content-type',
  'content-encoding',
  'transfer-encoding',
  'expect',
  'idempotency-key',
]);

function headerFault({ rawHeaders }: IncomingMessage): HttpCode | undefined {
  const seen = new Set<string>();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]?.toLowerCase() ?? '';
    if (!SINGLE.has(name)) continue;
    if (seen.has(name)) return 'URL_MALFORMED';
    seen.add(name);
  }
  return undefined;
}

function bodyFault({ method, headers }: IncomingMessage): HttpCode | undefined {
  const transfer = headers['transfer-encoding'];
  if (transfer !== undefined && transfer.toLowerCase() !== 'chunked') return 'URL_MALFORMED';
  if (carriesBody(headers) && (method === 'GET' || method === 'HEAD')) return 'BODY_NOT_TAKEN';
  const encoding = headers['content-encoding']?.toLowerCase() ?? 'identity';
  return encoding === 'identity' ? undefined : 'CONTENT_ENCODING_NOT_SUPPORTED';
}

function carriesBody(headers: IncomingMessage['headers']): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}
