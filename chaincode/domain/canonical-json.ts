// SPDX-License-Identifier: Apache-2.0
import canonicalize from 'canonicalize';

/** RFC 8785 canonical JSON: the one form that is hashed, signed and stored. @throws TypeError for what JSON cannot hold. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('the value has no JSON form');
  return text;
}
