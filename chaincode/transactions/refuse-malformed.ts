// SPDX-License-Identifier: Apache-2.0
import type { TSchema } from 'typebox';
import { DomainError } from '../domain/domain-error.js';
import type { RefusalCode } from '../domain/refusals.js';

interface Checked {
  Type(): TSchema;
  Errors(value: unknown): readonly { readonly keyword: string; readonly instancePath: string }[];
}

/**
 * The refusal of a value that does not fit its schema. The pointer goes as deep as the schema's own names and
 * array indices lead: a name that the caller made up may be somebody's, so it is never repeated.
 */
export function malformed(code: RefusalCode, schema: Checked, value: unknown, prefix = ''): DomainError {
  const names = namesDeclared(schema.Type());
  const [first = { keyword: 'shape', instancePath: '' }] = schema.Errors(value);
  const pointer = prefix + knownPart(first.instancePath, names);
  return new DomainError(
    code,
    `the value at ${pointer === '' ? 'the root' : pointer} fails "${first.keyword}"`,
    pointer,
  );
}

function knownPart(path: string, names: ReadonlySet<string>): string {
  const segments = path.split('/').slice(1);
  const unknown = segments.findIndex((segment) => !names.has(segment) && !/^\d{1,4}$/u.test(segment));
  const known = unknown < 0 ? segments : segments.slice(0, unknown);
  return known.map((segment) => `/${segment}`).join('');
}

function namesDeclared(schema: unknown, names = new Set<string>()): Set<string> {
  if (typeof schema !== 'object' || schema === null) return names;
  for (const [keyword, part] of Object.entries(schema as Readonly<Record<string, unknown>>)) {
    if (keyword === 'properties' && typeof part === 'object' && part !== null) {
      for (const name of Object.keys(part)) names.add(name);
    }
    namesDeclared(part, names);
  }
  return names;
}
