// SPDX-License-Identifier: Apache-2.0
import { REFUSALS, type RefusalCode } from './refusals.js';

/**
 * A refusal by a rule of the agreement.
 *
 * `detail` may name codes, versions, pointers and limits; it must never hold a value, an identifier
 * or a pseudonym, because error texts leave the peer. `pointer` is an RFC 6901 pointer into the request.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: RefusalCode;
  readonly pointer: string | undefined;

  constructor(code: RefusalCode, detail: string = REFUSALS[code], pointer?: string) {
    super(detail);
    this.code = code;
    this.pointer = pointer;
  }
}
