// SPDX-License-Identifier: Apache-2.0
import { REFUSALS, type RefusalCode } from '../../../chaincode/domain/refusals.js';
import { GATEWAY_CODES, type GatewayCode } from '../../usecases/gateway-problem.js';
import { APPLICATION_PROBLEMS } from './application-problems.js';
import { ACCESS_PROBLEMS } from './access-problems.js';
import { GATEWAY_PROBLEMS } from './gateway-problems.js';
import { HTTP_PROBLEMS, type HttpCode } from './http-problems.js';
import { REFUSAL_PROBLEMS } from './refusal-problems.js';
import type { RefusalRow, Row } from './row.js';

export type ProblemCode = RefusalCode | GatewayCode | HttpCode;

/** A refusal's English title is the line in the table that raises it: it is written once. */
function titled<Code extends string>(
  titles: Readonly<Record<Code, string>>,
  rows: Readonly<Record<Code, RefusalRow>>,
): Record<Code, Row> {
  const entries = Object.entries<RefusalRow>(rows).map(([code, { status, title, next }]): [string, Row] => [
    code,
    { status, title: { en: titles[code as Code], zh: title }, next },
  ]);
  return Object.fromEntries(entries) as Record<Code, Row>;
}

/** Where every word of refusal meets HTTP. A code without a row does not compile. */
export const PROBLEM_CATALOGUE: Readonly<Record<ProblemCode, Row>> = {
  ...HTTP_PROBLEMS,
  ...titled<GatewayCode>(GATEWAY_CODES, GATEWAY_PROBLEMS),
  ...titled<RefusalCode>(REFUSALS, {
    ...REFUSAL_PROBLEMS,
    ...ACCESS_PROBLEMS,
    ...APPLICATION_PROBLEMS,
  } satisfies Record<RefusalCode, RefusalRow>),
};

export const PROBLEM_CODES = Object.keys(PROBLEM_CATALOGUE) as readonly ProblemCode[];

export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(PROBLEM_CATALOGUE, text);
}
