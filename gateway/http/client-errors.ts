// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { HttpCode } from './problems/http-problems.js';
import { PROBLEM_TYPE } from './problems/error-handler.js';
import { languageOf } from './problems/language.js';
import { problemOf } from './problems/problem.js';
import type { Language } from './problems/row.js';
import { DATA_HEADERS } from './security-headers.js';

const CODES: Readonly<Record<string, HttpCode>> = {
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'BODY_TOO_LARGE',
  HPE_PAUSED_H2_UPGRADE: 'HTTP_VERSION_NOT_SUPPORTED',
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TOO_SLOW',
};

/** Answers what never became a request: broken HTTP, headers too large, a body that does not come. */
export function answerClientError(error: Error & { code?: string }, socket: Duplex): void {
  if (error.code === 'ECONNRESET') socket.destroy();
  else answerOnSocket(socket, CODES[error.code ?? ''] ?? 'URL_MALFORMED', 'en');
}

/** Answers what the server hands over apart from requests: an expectation that nobody meets, a wish for a tunnel. */
export function answerOddRequests({ server }: FastifyInstance): void {
  server.on('checkExpectation', ({ socket, headers }: IncomingMessage) => {
    answerOnSocket(socket, 'EXPECTATION_UNKNOWN', languageOf(headers['accept-language']));
  });
  server.on('connect', ({ headers }: IncomingMessage, socket: Duplex) => {
    answerOnSocket(socket, 'ROUTE_UNKNOWN', languageOf(headers['accept-language']));
  });
}

function answerOnSocket(socket: Duplex, code: HttpCode, language: Language): void {
  if (socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  // Its answer ends the connection; destroying it here could cut that off.
  if (isAnswered(socket)) return;
  const problem = problemOf({ code }, randomUUID(), language);
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    `content-type: ${PROBLEM_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${problem.requestId}`,
    'cache-control: no-store',
    ...Object.entries(DATA_HEADERS).map(([name, value]) => `${name}: ${value}`),
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  // Who does not take even this is not waited for.
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

const LINGER_MS = 1_000;

/** Whether the request that the parser stumbled over has its answer: the same look that Node's own listener takes. */
function isAnswered(socket: Duplex): boolean {
  const { _httpMessage: answer } = socket as { readonly _httpMessage?: { readonly headersSent: boolean } | null };
  return answer?.headersSent === true;
}
