// SPDX-License-Identifier: Apache-2.0
import { HttpProblem } from './problems/http-problem.js';

const STRONG = /^ *"([\x21\x23-\x7e]*)" *$/u;

/**
 * The one ETag of an `If-Match` header. `*` and lists say nothing about what the caller has read; a tag that is none fits no state.
 * @throws {HttpProblem} IF_MATCH_MISSING
 */
export function readIfMatch(header: string | string[] | undefined): string {
  if (header === undefined || header === '*' || typeof header !== 'string') throw new HttpProblem('IF_MATCH_MISSING');
  return STRONG.exec(header)?.[1] ?? '';
}
