// SPDX-License-Identifier: Apache-2.0
import { EvaluationError, type ParseError, type ParseResult } from '@marcbachmann/cel-js';
import { DomainError } from '../domain-error.js';
import type { ClaimValue } from '../register/register-entry.js';
import { typedEnvironment, valueEnvironment, type Vocabulary } from './predicate-environment.js';
import { notAllowed, readSyntax, type PredicateNames } from './predicate-syntax.js';
import type { ScenarioAnswers } from './scenario.js';

export interface PredicateValues {
  readonly claims: Readonly<Record<string, ClaimValue>>;
  readonly answers: ScenarioAnswers;
  /** Day of ledger time, Asia/Shanghai; `undefined` for `when`, which knows no day. */
  readonly on: string | undefined;
  /** Register pseudonyms at the source, by role. */
  readonly subjects: Readonly<Record<string, string>>;
}

/**
 * Admits a predicate to the catalogue, and says which names it uses.
 *
 * @throws {DomainError} PREDICATE_NOT_ALLOWED with a position: syntax, anything outside the allow-list, an unknown
 *   name, operands of the wrong type, a macro over anything but a `codes` claim, or an answer other than yes or no.
 */
export function checkPredicate(text: string, vocabulary: Vocabulary): PredicateNames {
  const names = predicateNames(text);
  checkNames(
    'claim',
    names.claims,
    vocabulary.claims.map(({ name }) => name),
  );
  checkNames(
    'answer',
    names.answers,
    vocabulary.answers.map(({ name }) => name),
  );
  checkNames('subject', names.roles, vocabulary.roles);
  const { type, error } = typedEnvironment(vocabulary).check(text);
  if (error !== undefined) throw notAllowed(error.range?.start, error.summary);
  if (type !== 'bool') throw notAllowed(undefined, 'a predicate answers true or false');
  return names;
}

/** Names that a predicate uses, without knowing their types. @throws {DomainError} PREDICATE_NOT_ALLOWED */
export function predicateNames(text: string): PredicateNames {
  return readSyntax(parse(text).ast);
}

/**
 * Whether the predicate holds. A claim, answer or role that is not there makes it false, unless the predicate
 * itself asks with `has()` or another operand of `||` decides.
 *
 * @throws {DomainError} PREDICATE_NOT_ALLOWED for a predicate that the catalogue would not admit, or one that
 *   cannot be worked out for these values (division by zero, overflow, a day that does not exist).
 */
export function evaluatePredicate(text: string, values: PredicateValues): boolean {
  const predicate = parse(text);
  readSyntax(predicate.ast);
  const answer = run(predicate, values);
  if (typeof answer !== 'boolean') throw new DomainError('PREDICATE_NOT_ALLOWED', 'a predicate answers true or false');
  return answer;
}

function run(predicate: ParseResult, { claims, answers, on, subjects }: PredicateValues): unknown {
  try {
    return predicate({ claim: typed(claims), answer: typed(answers), on, subject: typed(subjects) });
  } catch (error) {
    if (error instanceof EvaluationError && error.code === 'no_such_key') return false;
    // The library's text would repeat operands, and those are somebody's.
    throw new DomainError('PREDICATE_NOT_ALLOWED', 'the predicate cannot be worked out for these values');
  }
}

/** Whole numbers are BigInt in CEL; a Map has no inherited members that a claim could be mistaken for. */
function typed(members: Readonly<Record<string, ClaimValue>>): Map<string, unknown> {
  return new Map(
    Object.entries(members).map(([name, value]) => [name, typeof value === 'number' ? BigInt(value) : value]),
  );
}

/** Parsed anew each time: the library notes types in the tree, so a shared tree would be shared state. */
function parse(text: string): ParseResult {
  try {
    return valueEnvironment().parse(text);
  } catch (error) {
    const { range, summary } = error as ParseError; // the parser throws nothing else, whatever it is given
    throw notAllowed(range?.start, summary);
  }
}

function checkNames(variable: string, used: readonly string[], known: readonly string[]): void {
  const unknown = used.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new DomainError('PREDICATE_NOT_ALLOWED', `there is no ${variable} "${unknown.slice(0, 40)}"`);
}
