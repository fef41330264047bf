// SPDX-License-Identifier: Apache-2.0
import { Environment } from '@marcbachmann/cel-js';
import type { ClaimDefinition } from '../catalogue/record-type.js';
import type { ScenarioQuestion } from '../catalogue/service-item.js';
import { yearsBetween } from '../time.js';

export interface Vocabulary {
  readonly claims: readonly ClaimDefinition[];
  readonly answers: readonly ScenarioQuestion[];
  readonly roles: readonly string[];
}

/** Far above what 1,000 characters can need to say; a predicate beyond them is refused when it is parsed. */
const LIMITS = { maxAstNodes: 500, maxDepth: 24, maxListElements: 50, maxMapEntries: 1, maxCallArguments: 4 };

const CLAIM_TYPES = {
  string: 'string',
  integer: 'int',
  boolean: 'bool',
  date: 'string',
  code: 'string',
  subject: 'string',
  codes: 'list<string>',
} as const satisfies Record<ClaimDefinition['type'], string>;

const ANSWER_TYPES = {
  boolean: 'bool',
  integer: 'int',
  code: 'string',
  date: 'string',
} as const satisfies Record<ScenarioQuestion['type'], string>;

/** For evaluation: types are those of the values. Never changed after this line; the library keeps only look-ups in it. */
const VALUES = base()
  .registerVariable('claim', 'map<string, dyn>')
  .registerVariable('answer', 'map<string, dyn>')
  .registerVariable('subject', 'map<string, string>')
  .registerVariable('on', 'string');

/** For parsing and evaluating what {@link typedEnvironment} has admitted. */
export function valueEnvironment(): Environment {
  return VALUES;
}

/**
 * For checking: each claim, answer and role with its type; anything else is unknown. Without claims it is the
 * vocabulary of `when`, which picks materials before any record is read: there is no day either.
 */
export function typedEnvironment({ claims, answers, roles }: Vocabulary): Environment {
  const environment = base()
    .registerVariable('claim', { schema: types(claims, ({ name, type }) => [name, CLAIM_TYPES[type]]) })
    .registerVariable('answer', { schema: types(answers, ({ name, type }) => [name, ANSWER_TYPES[type]]) })
    .registerVariable('subject', { schema: types(roles, (role) => [role, 'string']) });
  return claims.length === 0 ? environment : environment.registerVariable('on', 'string');
}

function base(): Environment {
  return new Environment({ limits: LIMITS }).registerFunction(
    'yearsBetween(string, string): int',
    (from: string, on: string) => BigInt(yearsBetween(from, on)),
    { async: false },
  );
}

function types<T>(members: readonly T[], entry: (member: T) => [string, string]): Record<string, string> {
  return Object.fromEntries(members.map(entry));
}
