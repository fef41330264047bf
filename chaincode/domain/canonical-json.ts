// SPDX-License-Identifier: Apache-2.0
import canonicalize from 'canonicalize';

/** Deeper values are left to the library, which also finds those that hold themselves. */
const DEPTH = 64;
/** What a JSON text escapes, and halves of surrogate pairs. */
const NEEDS_CARE = /["\\\u0000-\u001f\ud800-\udfff]/;

/**
 * RFC 8785 canonical JSON: the one form that is hashed, signed and stored. Plain values take a short way to the same text,
 * everything else is the library's. @throws TypeError for what JSON cannot hold, Error for NaN, Infinity, half a surrogate
 * pair and values that hold themselves.
 */
export function canonicalJson(value: unknown): string {
  const text = textOf(value, DEPTH) ?? canonicalize(value);
  if (text === undefined) throw new TypeError('the value has no JSON form');
  return text;
}

/** `undefined` for what is not plain: that is for the library. */
function textOf(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : canonicalize(value);
  if (typeof value === 'boolean' || value === null) return String(value);
  if (typeof value !== 'object' || depth === 0) return undefined;
  return Array.isArray(value) ? arrayText(value, depth) : objectText(value as Record<string, unknown>, depth);
}

function arrayText(values: readonly unknown[], depth: number): string | undefined {
  if (Object.getPrototypeOf(values) !== Array.prototype || 'toJSON' in values) return undefined;
  let text = '';
  for (const value of values) {
    const next = textOf(value, depth - 1);
    if (next === undefined) return undefined;
    text += text === '' ? next : `,${next}`;
  }
  return `[${text}]`;
}

function objectText(value: Record<string, unknown>, depth: number): string | undefined {
  const prototype: unknown = Object.getPrototypeOf(value);
  if ((prototype !== Object.prototype && prototype !== null) || typeof value['toJSON'] === 'function') return undefined;
  let text = '';
  for (const name of inOrder(Object.keys(value))) {
    const member = value[name];
    if (member === undefined || typeof member === 'symbol') continue;
    const label = quoted(name);
    const next = textOf(member, depth - 1);
    if (next === undefined) return undefined;
    text += text === '' ? `${label}:${next}` : `,${label}:${next}`;
  }
  return `{${text}}`;
}

function quoted(text: string): string {
  return NEEDS_CARE.test(text) ? String(canonicalize(text)) : `"${text}"`;
}

/** By UTF-16 code unit. What was parsed from canonical text is in order already. */
function inOrder(names: string[]): string[] {
  for (let index = 1; index < names.length; index += 1) {
    if ((names[index] ?? '') < (names[index - 1] ?? '')) return names.sort();
  }
  return names;
}
