// SPDX-License-Identifier: Apache-2.0
import type { ClaimDefinition, RecordType } from '../catalogue/record-type.js';
import { isWholeText, utf8Length } from '../characters.js';
import { DomainError } from '../domain-error.js';
import { isDay } from '../time.js';
import type { ClaimValue } from './register-entry.js';

/** Claims of one record in canonical JSON: at most this many bytes of UTF-8. */
const MAX_CLAIMS_BYTES = 16 * 1024;
const DEFAULT_MAX_LENGTH = 200;
const MOST_ITEMS = 50;
const REGISTER_PSEUDONYM = /^[A-Za-z0-9_-]{43}$/u;

/**
 * Takes claims as they came for claims of the record type: every required one there, none unknown, each value
 * of its type and within its limits. A claim that is not there is absent, never `null`.
 *
 * @param pointer of the claims in the request; the refusal adds the claim's name only if the type defines it.
 * @throws {DomainError} CLAIMS_INVALID
 */
export function checkClaims(
  { code, claims: definitions }: Pick<RecordType, 'code' | 'claims'>,
  claims: Readonly<Record<string, unknown>>,
  pointer: string,
): Record<string, ClaimValue> {
  const names = definitions.map(({ name }) => name);
  if (Object.keys(claims).some((name) => !names.includes(name))) {
    throw new DomainError('CLAIMS_INVALID', `${code} has no such claim`, pointer);
  }
  const checked: [string, ClaimValue][] = [];
  for (const definition of definitions) {
    const { name, required, type } = definition;
    const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
    if (value === undefined) {
      if (required) throw new DomainError('CLAIMS_INVALID', `${code} requires ${name}`, `${pointer}/${name}`);
    } else if (FITS[type](value, definition)) {
      checked.push([name, value as ClaimValue]);
    } else {
      throw new DomainError('CLAIMS_INVALID', `${name} is not a ${type} within its limits`, `${pointer}/${name}`);
    }
  }
  return Object.fromEntries(checked);
}

/** @throws {DomainError} CLAIMS_TOO_LARGE beyond 16 KiB of canonical JSON; exactly 16 KiB is permitted. */
export function checkClaimsSize(canonicalClaims: string, pointer: string): void {
  if (utf8Length(canonicalClaims) > MAX_CLAIMS_BYTES) throw new DomainError('CLAIMS_TOO_LARGE', undefined, pointer);
}

const FITS: Readonly<Record<ClaimDefinition['type'], (value: unknown, definition: ClaimDefinition) => boolean>> = {
  string: (value, { maxLength = DEFAULT_MAX_LENGTH }) =>
    typeof value === 'string' && value !== '' && isWholeText(value) && Array.from(value).length <= maxLength,
  integer: (value, { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER }) =>
    Number.isSafeInteger(value) && Number(value) >= minimum && Number(value) <= maximum,
  boolean: (value) => typeof value === 'boolean',
  date: (value) => typeof value === 'string' && isDay(value),
  code: (value, { values = [] }) => typeof value === 'string' && values.includes(value),
  codes: (value, { values = [], maxItems = MOST_ITEMS }) =>
    Array.isArray(value) &&
    value.length <= maxItems &&
    value.every((one, index) => typeof one === 'string' && values.includes(one) && value.indexOf(one) === index),
  subject: (value) => typeof value === 'string' && REGISTER_PSEUDONYM.test(value),
};
