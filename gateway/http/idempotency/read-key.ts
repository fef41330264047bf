// SPDX-License-Identifier: Apache-2.0
import { HttpProblem } from '../problems/http-problem.js';

const LONGEST = 255;
/** A String of RFC 9651: printable ASCII in quotes, `"` and `\` escaped. */
const QUOTED = /^ *"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)" *$/u;
/** What most clients send: the same without quotes. */
const BARE = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+$/u;

/**
 * The key of an `Idempotency-Key` header: a quoted string, as the IETF draft has it, or the same text bare, without
 * blanks, quotes, backslashes, commas and semicolons. `"a"` and `a` are one key; 1 to 255 characters.
 * @throws {HttpProblem} IDEMPOTENCY_KEY_MALFORMED
 */
export function readKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header !== 'string') throw new HttpProblem('IDEMPOTENCY_KEY_MALFORMED');
  const quoted = QUOTED.exec(header)?.[1]?.replaceAll(/\\(["\\])/gu, '$1');
  const key = quoted ?? (BARE.test(header.trim()) ? header.trim() : '');
  if (key.length === 0 || key.length > LONGEST) throw new HttpProblem('IDEMPOTENCY_KEY_MALFORMED');
  return key;
}
