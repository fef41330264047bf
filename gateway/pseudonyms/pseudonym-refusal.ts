// SPDX-License-Identifier: Apache-2.0

export type PseudonymRefusalCode = 'IDENTIFIER_INVALID' | 'IDENTIFIER_KIND_WRONG' | 'PSEUDONYM_LIMIT_REACHED';

/** The pseudonym service refuses. `index`: which of the subjects. Never holds the identifier. */
export class PseudonymRefusal extends Error {
  override readonly name = 'PseudonymRefusal';
  readonly code: PseudonymRefusalCode;
  readonly index: number | undefined;

  constructor(code: PseudonymRefusalCode, index?: number) {
    super(code);
    this.code = code;
    this.index = index;
  }
}
