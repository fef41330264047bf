// SPDX-License-Identifier: Apache-2.0
import { PROBLEM_CATALOGUE, PROBLEM_CODES, type ProblemCode } from './problem-catalogue.js';
import { problemOf } from './problem.js';

/** Documents problems: one response per status, one example per code that shares it. */
export function problemResponses(codes: readonly ProblemCode[]): Record<number, object> {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) {
    const { status } = PROBLEM_CATALOGUE[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries([...byStatus].map(([status, sharing]) => [status, responseOf(sharing)]));
}

function responseOf(codes: readonly ProblemCode[]): object {
  const examples = codes.map((code): [string, object] => [code, { $ref: `#/components/examples/${code}` }]);
  return {
    description: codes.map((code) => `\`${code}\`: ${PROBLEM_CATALOGUE[code].title.en}`).join('  \n'),
    content: {
      'application/problem+json': { schema: { $ref: 'Problem#' }, examples: Object.fromEntries(examples) },
    },
  };
}

/** One example of each problem; routes point to them. */
export function problemExamples(): Record<string, { summary: string; value: object }> {
  const examples = [...PROBLEM_CODES]
    .sort()
    .map((code): [string, { summary: string; value: object }] => [
      code,
      { summary: PROBLEM_CATALOGUE[code].title.en, value: problemOf({ code }, EXAMPLE_REQUEST_ID, 'en') },
    ]);
  return Object.fromEntries(examples);
}

const EXAMPLE_REQUEST_ID = '4b6dd4a2-5f0c-4b52-9b1c-2f1a8f0d3c11';
