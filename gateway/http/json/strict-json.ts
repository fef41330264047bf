// SPDX-License-Identifier: Apache-2.0
import { isUtf8 } from 'node:buffer';
import { visit, type JSONPath } from 'jsonc-parser';
import { HttpProblem } from '../problems/http-problem.js';
import type { HttpCode } from '../problems/http-problems.js';
import { pointerOf } from './pointer.js';

const DEEPEST = 32;

/**
 * Parses a body so that every reader understands the same thing by it, or not at all: no name twice, no
 * `__proto__`, no number that a double cannot hold or that is not a plain integer, no half character, no U+0000, no BOM.
 *
 * @throws {HttpProblem} with one of the JSON_… codes and the place; never with what stood there.
 */
export function parseStrictJson(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw new HttpProblem('JSON_MALFORMED');
  const text = bytes.toString('utf8');
  refuseDepth(text);
  const value = parse(text);
  visit(text, strictVisitor(text), { disallowComments: true });
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpProblem('JSON_MALFORMED'); // the engine's own message repeats the body
  }
}

const STEPS: Readonly<Record<string, number>> = { '{': 1, '[': 1, '}': -1, ']': -1 };

/** Counted before anything recurses over the text. */
function refuseDepth(text: string): void {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') at = endOfString(text, at);
    else depth += STEPS[character] ?? 0;
    if (depth > DEEPEST) throw new HttpProblem('JSON_TOO_DEEP');
  }
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
  return at;
}

function strictVisitor(text: string): Parameters<typeof visit>[1] {
  const names: Set<string>[] = [];
  return {
    onObjectBegin: () => {
      names.push(new Set());
    },
    onObjectEnd: () => {
      names.pop();
    },
    onObjectProperty: (name, _offset, _length, _line, _character, path) => {
      const place = (): JSONPath => [...path(), name];
      refuseText(name, place);
      const seen = names.at(-1);
      if (name === '__proto__') refuse('JSON_NAME_RESERVED', place);
      if (seen?.has(name) === true) refuse('JSON_NAME_DUPLICATE', place);
      seen?.add(name);
    },
    onLiteralValue: (value: unknown, offset, length, _line, _character, path) => {
      if (typeof value === 'string') refuseText(value, path);
      if (typeof value === 'number') refuseNumber(text.slice(offset, offset + length), path);
    },
  };
}

function refuseText(text: string, place: () => JSONPath): void {
  if (text.includes('\u0000')) refuse('JSON_NUL_CHARACTER', place);
  if (/\p{Surrogate}/u.test(text)) refuse('JSON_SURROGATE_LONE', place);
}

/** No agreed schema holds anything but integers, so `1.0` and `1e2` are refused rather than read as integers. */
function refuseNumber(token: string, place: () => JSONPath): void {
  if (!/^-?[0-9]+$/u.test(token) || !Number.isSafeInteger(Number(token))) refuse('JSON_NUMBER_INEXACT', place);
}

function refuse(code: HttpCode, place: () => JSONPath): never {
  throw new HttpProblem(code, { faults: [{ pointer: pointerOf(place()), detail: new HttpProblem(code).message }] });
}
