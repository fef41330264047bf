// SPDX-License-Identifier: Apache-2.0
import type { ASTNode } from '@marcbachmann/cel-js';
import { DomainError } from '../domain-error.js';

/** Names that a predicate uses, each once, sorted. */
export interface PredicateNames {
  readonly claims: readonly string[];
  readonly answers: readonly string[];
  readonly roles: readonly string[];
}

const OPERATORS = ['==', '!=', '<', '<=', '>', '>=', '&&', '||', '+', '-', '*', '/', '%', 'in'] as const;
type AllowedOperator = (typeof OPERATORS)[number];
const RECORDS = { claim: 'claims', answer: 'answers', subject: 'roles' } as const;
const FUNCTIONS = { size: 1, yearsBetween: 2 } as const;
const METHODS = { startsWith: 1, endsWith: 1, contains: 1, size: 0 } as const;
const MACROS = ['all', 'exists', 'exists_one'] as const;

interface Walk {
  readonly used: Readonly<Record<keyof PredicateNames, Set<string>>>;
  /** Iteration variable of the macro around; macros are not nested, so there is at most one. */
  readonly element: string | undefined;
}

/**
 * The allow-list over a parsed predicate: what is not named here may not be used. It leaves out regular
 * expressions, timestamps, durations, floating point, conversions, computed member names and nested macros,
 * so that every predicate is cheap and gives every peer the same answer.
 *
 * @throws {DomainError} PREDICATE_NOT_ALLOWED with the position.
 */
export function readSyntax(ast: ASTNode): PredicateNames {
  const used = { claims: new Set<string>(), answers: new Set<string>(), roles: new Set<string>() };
  visit(ast, { used, element: undefined });
  return { claims: [...used.claims].sort(), answers: [...used.answers].sort(), roles: [...used.roles].sort() };
}

export function notAllowed(position: number, reason: string): DomainError {
  return new DomainError('PREDICATE_NOT_ALLOWED', `character ${position + 1}: ${reason}`);
}

function visit(node: ASTNode, walk: Walk): void {
  if (isBinary(node)) return visitAll(node.args, walk);
  switch (node.op) {
    case 'value':
      return visitLiteral(node);
    case 'id':
      return visitName(node, walk);
    case '.':
      return visitMember(node, walk);
    case 'list':
    case '?:':
      return visitAll(node.args, walk);
    case '!_':
    case '-_':
      return visit(node.args, walk);
    case 'call':
      return visitCall(node, walk);
    case 'rcall':
      return visitMethod(node, walk);
    default:
      throw notAllowed(node.start, `"${node.op}" may not be used`);
  }
}

function visitAll(nodes: readonly ASTNode[], walk: Walk): void {
  for (const node of nodes) visit(node, walk);
}

function visitLiteral(node: ASTNode & { op: 'value' }): void {
  const allowed = ['string', 'bigint', 'boolean'].includes(typeof node.args);
  if (!allowed) throw notAllowed(node.start, 'only texts, whole numbers, true and false may be written');
}

function visitName(node: ASTNode & { op: 'id' }, { element }: Walk): void {
  if (node.args === 'on' || node.args === element) return;
  if (Object.hasOwn(RECORDS, node.args)) throw notAllowed(node.start, `"${node.args}" needs a member name after it`);
  throw notAllowed(node.start, `there is no variable "${node.args.slice(0, 40)}"`);
}

function visitMember(node: ASTNode & { op: '.' }, { used }: Walk): void {
  const [record, member] = node.args;
  const name = record.op === 'id' ? record.args : '';
  if (!isRecord(name)) throw notAllowed(node.start, 'only claim, answer and subject have members');
  used[RECORDS[name]].add(member);
}

function visitCall(node: ASTNode & { op: 'call' }, walk: Walk): void {
  const [name, args] = node.args;
  if (name === 'has') return visitHas(node, args, walk);
  if (!takes(FUNCTIONS, name, args.length)) throw notAllowed(node.start, `there is no function "${name.slice(0, 40)}" of that form`);
  visitAll(args, walk);
}

function visitHas(node: ASTNode, args: readonly ASTNode[], walk: Walk): void {
  const [member, ...more] = args;
  if (member?.op !== '.' || more.length > 0) throw notAllowed(node.start, 'has() takes one member');
  visitMember(member, walk);
}

function visitMethod(node: ASTNode & { op: 'rcall' }, walk: Walk): void {
  const [name, receiver, args] = node.args;
  if (MACROS.some((macro) => macro === name)) return visitMacro(node, walk);
  if (!takes(METHODS, name, args.length)) throw notAllowed(node.start, `there is no method "${name.slice(0, 40)}" of that form`);
  visitAll([receiver, ...args], walk);
}

function visitMacro(node: ASTNode & { op: 'rcall' }, walk: Walk): void {
  const [name, list, [variable, body, ...more]] = node.args;
  if (walk.element !== undefined) throw notAllowed(node.start, 'macros may not be nested');
  if (list.op !== '.') throw notAllowed(node.start, `${name}() goes over a claim only`);
  if (variable?.op !== 'id' || body === undefined || more.length > 0) {
    throw notAllowed(node.start, `${name}() takes a variable and a condition`);
  }
  if (variable.args === 'on' || isRecord(variable.args)) throw notAllowed(variable.start, 'that name is taken');
  visitMember(list, walk);
  visit(body, { ...walk, element: variable.args });
}

function isBinary(node: ASTNode): node is ASTNode & { op: AllowedOperator } {
  return OPERATORS.some((operator) => operator === node.op);
}

function isRecord(name: string): name is keyof typeof RECORDS {
  return Object.hasOwn(RECORDS, name);
}

function takes(table: Readonly<Record<string, number>>, name: string, count: number): boolean {
  return Object.hasOwn(table, name) && table[name] === count;
}
