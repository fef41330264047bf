// SPDX-License-Identifier: Apache-2.0
import type { ASTNode } from '@marcbachmann/cel-js';
import { DomainError } from '../domain-error.js';
import { sortedOnce } from './code-unit-order.js';

/** Names that a predicate uses, each once, sorted. */
export interface PredicateNames {
  readonly claims: readonly string[];
  readonly answers: readonly string[];
  readonly roles: readonly string[];
}

const OPERATORS = ['==', '!=', '<', '<=', '>', '>=', '&&', '||', '+', '-', '*', '/', '%', 'in', '?:', 'list'] as const;
const RECORDS = { claim: 'claims', answer: 'answers', subject: 'roles' } as const;
const FUNCTIONS = { size: 1, yearsBetween: 2 } as const;
const METHODS = { startsWith: 1, endsWith: 1, contains: 1, size: 0 } as const;
const MACROS = ['all', 'exists', 'exists_one'] as const;

type NodeOf<Op extends ASTNode['op']> = Extract<ASTNode, { readonly op: Op }>;
interface Used {
  readonly list: keyof PredicateNames;
  readonly name: string;
}

/**
 * The allow-list over a parsed predicate: what is not named here may not be used. It leaves out regular
 * expressions, timestamps, durations, floating point, conversions, computed member names and nested macros,
 * so that every predicate is cheap and gives every peer the same answer.
 *
 * @throws {DomainError} PREDICATE_NOT_ALLOWED with the position.
 */
export function readSyntax(ast: ASTNode): PredicateNames {
  const used = visit(ast, undefined);
  const names = (list: keyof PredicateNames) =>
    sortedOnce(used.filter((one) => one.list === list).map(({ name }) => name));
  return { claims: names('claims'), answers: names('answers'), roles: names('roles') };
}

/** `position` counts characters from 0; `undefined` where it is the whole that is at fault. */
export function notAllowed(position: number | undefined, reason: string): DomainError {
  const place = position === undefined ? '' : `character ${position + 1}: `;
  return new DomainError('PREDICATE_NOT_ALLOWED', place + reason);
}

/** `element` is the iteration variable of the macro around; macros are not nested, so there is at most one. */
function visit(node: ASTNode, element: string | undefined): Used[] {
  if (node.op === 'value') return visitLiteral(node);
  if (node.op === 'id') return visitName(node, element);
  if (node.op === '.') return visitMember(node, 'PART');
  if (node.op === 'call') return visitCall(node, element);
  if (node.op === 'rcall') return visitMethod(node, element);
  const operands = operandsOf(node);
  if (!isComparison(node)) return visitAll(operands, element);
  return operands.flatMap((operand) => (operand.op === '.' ? visitMember(operand, 'WHOLE') : visit(operand, element)));
}

function visitAll(nodes: readonly ASTNode[], element: string | undefined): Used[] {
  return nodes.flatMap((node) => visit(node, element));
}

/** A pseudonym may be compared as a whole; anything else would let verdicts, which all can read, spell it out. */
function isComparison({ op }: ASTNode): boolean {
  return op === '==' || op === '!=';
}

function operandsOf(node: ASTNode): readonly ASTNode[] {
  if (node.op === '!_' || node.op === '-_') return [node.args];
  if (isOperator(node)) return node.args;
  throw notAllowed(node.start, `"${node.op}" may not be used`);
}

function visitLiteral(node: NodeOf<'value'>): Used[] {
  if (['string', 'bigint', 'boolean'].includes(typeof node.args)) return [];
  throw notAllowed(node.start, 'only texts, whole numbers, true and false may be written');
}

function visitName(node: NodeOf<'id'>, element: string | undefined): Used[] {
  if (node.args === 'on' || node.args === element) return [];
  if (isRecord(node.args)) throw notAllowed(node.start, `"${node.args}" needs a member name after it`);
  throw notAllowed(node.start, `there is no variable "${short(node.args)}"`);
}

function visitMember(node: NodeOf<'.'>, use: 'WHOLE' | 'PART'): Used[] {
  const [record, name] = node.args;
  if (record.op !== 'id' || !isRecord(record.args)) {
    throw notAllowed(node.start, 'only claim, answer and subject have members');
  }
  if (record.args === 'subject' && use === 'PART') {
    throw notAllowed(node.start, 'a subject is compared by == or != only');
  }
  return [{ list: RECORDS[record.args], name }];
}

function visitCall(node: NodeOf<'call'>, element: string | undefined): Used[] {
  const [name, args] = node.args;
  if (name === 'has') return visitHas(node, args);
  if (takes(FUNCTIONS, name, args.length)) return visitAll(args, element);
  throw notAllowed(node.start, `there is no function "${short(name)}" of that form`);
}

function visitHas(node: ASTNode, [member, ...more]: readonly ASTNode[]): Used[] {
  if (member?.op !== '.' || more.length > 0) throw notAllowed(node.start, 'has() takes one member');
  return visitMember(member, 'WHOLE');
}

function visitMethod(node: NodeOf<'rcall'>, element: string | undefined): Used[] {
  const [name, receiver, args] = node.args;
  if (MACROS.some((macro) => macro === name)) return visitMacro(node, element);
  if (takes(METHODS, name, args.length)) return visitAll([receiver, ...args], element);
  throw notAllowed(node.start, `there is no method "${short(name)}" of that form`);
}

function visitMacro(node: NodeOf<'rcall'>, element: string | undefined): Used[] {
  const [name, list, [variable, body, ...more]] = node.args;
  if (element !== undefined) throw notAllowed(node.start, 'macros may not be nested');
  if (list.op !== '.') throw notAllowed(node.start, `${name}() goes over a claim only`);
  if (variable?.op !== 'id' || body === undefined || more.length > 0) {
    throw notAllowed(node.start, `${name}() takes a variable and a condition`);
  }
  if (variable.args === 'on' || isRecord(variable.args)) throw notAllowed(variable.start, 'that name is taken');
  return [...visitMember(list, 'PART'), ...visit(body, variable.args)];
}

function isOperator(node: ASTNode): node is NodeOf<(typeof OPERATORS)[number]> {
  return OPERATORS.some((operator) => operator === node.op);
}

function isRecord(name: string): name is keyof typeof RECORDS {
  return Object.hasOwn(RECORDS, name);
}

function takes(table: Readonly<Record<string, number>>, name: string, count: number): boolean {
  return Object.hasOwn(table, name) && table[name] === count;
}

/** A predicate may be long; a refusal stays short. */
function short(name: string): string {
  return name.slice(0, 40);
}
