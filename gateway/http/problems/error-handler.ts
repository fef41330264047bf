// SPDX-License-Identifier: Apache-2.0
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SubmissionPending } from '../../idempotency/idempotency-errors.js';
import { OutcomeUnknown } from '../../ledger/ledger-errors.js';
import { HttpProblem } from './http-problem.js';
import { languageOf } from './language.js';
import { occurrenceOf } from './occurrence-of.js';
import { PROBLEM_CATALOGUE, type ProblemCode } from './problem-catalogue.js';
import { problemOf } from './problem.js';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** Seconds after which trying again makes sense. */
const RETRY_AFTER: Partial<Record<ProblemCode, number>> = {
  IDEMPOTENCY_KEY_IN_FLIGHT: 1,
  OUTCOME_UNKNOWN: 2,
  NOT_AVAILABLE_YET: 1,
  LEDGER_UNAVAILABLE: 2,
  TOO_BUSY: 5,
  ISSUER_UNAVAILABLE: 5,
  PSEUDONYM_LIMIT_REACHED: 60,
  PSEUDONYMS_UNAVAILABLE: 2,
};

/** Every error leaves as a problem; causes of a 5xx go to the log only. */
export function answerWithProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply));
  app.setNotFoundHandler((request, reply) => sendProblem(unknownAddress(app, request), request, reply));
}

/** Answers unknown addresses before their bodies are read; registered after what counts requests. */
export function refuseUnknownAddresses(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (request.is404) done(unknownAddress(app, request));
    else done();
  });
}

function unknownAddress(app: FastifyInstance, { url, method: asked }: FastifyRequest): HttpProblem {
  const [path = ''] = url.split('?');
  const allowed = ['GET', 'HEAD', 'POST'].filter((method) => method !== asked && takes(app, method, path));
  if (allowed.length === 0) return new HttpProblem('ROUTE_UNKNOWN');
  return new HttpProblem('METHOD_NOT_ALLOWED', { headers: { allow: allowed.join(', ') } });
}

function takes(app: FastifyInstance, method: string, path: string): boolean {
  try {
    return (app.findRoute({ method, url: path }) as unknown) !== null;
  } catch {
    return false;
  }
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const occurrence = occurrenceOf(error);
  const language = languageOf(request.headers['accept-language']);
  const problem = problemOf(occurrence, request.id, language);
  if (problem.status >= 500) {
    request.log.error({ reqId: request.id, err: error, code: problem.code }, 'request failed');
  }
  return reply
    .code(problem.status)
    .headers({ ...headersOf(occurrence.code, error), 'content-language': language, vary: 'Accept-Language' })
    .header('cache-control', 'no-store')
    .type(PROBLEM_TYPE)
    .send(problem);
}

function headersOf(code: ProblemCode, error: unknown): Record<string, string> {
  const headers: Record<string, string> = error instanceof HttpProblem ? { ...error.headers } : {};
  if (error instanceof SubmissionPending) headers['location'] = `/v1/submissions/${error.submissionId}`;
  if (error instanceof OutcomeUnknown) headers['location'] = `/v1/transactions/${error.transactionId}`;
  const retryAfter = RETRY_AFTER[code];
  if (retryAfter !== undefined) headers['retry-after'] = String(retryAfter);
  if (PROBLEM_CATALOGUE[code].status === 401) {
    headers['www-authenticate'] =
      code === 'TOKEN_MISSING' ? 'Bearer realm="onedoor"' : 'Bearer realm="onedoor", error="invalid_token"';
  }
  return headers;
}
