// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { GatewayApp } from '../gateway-app.js';
import { operation } from '../operation.js';
import { problemListPage, problemPage } from '../pages/problem-pages.js';
import { HttpProblem } from '../problems/http-problem.js';
import { languageOf } from '../problems/language.js';
import { PROBLEM_CATALOGUE, PROBLEM_CODES, isProblemCode, type ProblemCode } from '../problems/problem-catalogue.js';

const CodeOfProblem = Type.Object({ code: Type.String({ maxLength: 80 }) }, { additionalProperties: false });

/** The addresses to which problems point with `type`: a page for people, JSON for programs. */
export function problemRoutes(app: GatewayApp): void {
  app.get('/problems', list, (request, reply) =>
    answer(request, reply, {
      html: problemListPage(languageOf(request.headers['accept-language'])),
      json: [...PROBLEM_CODES].sort().map(describe),
    }),
  );
  app.get('/problems/:code', read, (request, reply) => {
    const { code } = request.params;
    if (!isProblemCode(code)) throw new HttpProblem('PROBLEM_UNKNOWN');
    return answer(request, reply, {
      html: problemPage(languageOf(request.headers['accept-language']), code),
      json: describe(code),
    });
  });
}

function describe(code: ProblemCode): object {
  return { code, type: `/problems/${code}`, ...PROBLEM_CATALOGUE[code] };
}

function answer(request: FastifyRequest, reply: FastifyReply, { html, json }: { html: string; json: unknown }) {
  void reply.header('vary', 'Accept, Accept-Language').header('cache-control', 'public, no-cache');
  const wantsHtml = /\btext\/html\b/iu.test(request.headers.accept ?? '');
  return wantsHtml ? reply.type('text/html; charset=utf-8').send(html) : reply.send(json);
}

const content = { 'application/json': { schema: {} }, 'text/html': { schema: { type: 'string' } } };
const list = operation({
  operationId: 'listProblems',
  summary: 'All problem codes, as a page or as JSON',
  tag: 'everyone',
  access: 'everyone',
  response: { 200: { description: 'Problem codes', content } },
});
const read = operation({
  operationId: 'getProblem',
  summary: 'What a problem code means and what to do next, as a page or as JSON',
  tag: 'everyone',
  access: 'everyone',
  params: CodeOfProblem,
  response: { 200: { description: 'A problem code', content } },
  problems: ['PROBLEM_UNKNOWN'],
});
