// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import type { RefusalCode } from '../../../chaincode/domain/refusals.js';

/** Holds that the rule refuses with this code and, where one is given, at this place. */
export function expectRefusal(rule: () => unknown, code: RefusalCode, pointer?: string): void {
  let caught: unknown;
  try {
    rule();
  } catch (error) {
    caught = error;
  }
  expect(caught).to.be.instanceOf(DomainError);
  expect(caught).to.have.property('code', code);
  if (pointer !== undefined) expect(caught).to.have.property('pointer', pointer);
}

/** A table row: what was changed, and how it is refused; without `refused` the rule lets it pass. */
export interface Case {
  readonly name: string;
  readonly refused?: RefusalCode;
  readonly at?: string;
  readonly rule: () => unknown;
}

export function itHolds(cases: readonly Case[]): void {
  for (const { name, refused, at, rule } of cases) {
    if (refused === undefined) it(`permits ${name}`, () => expect(rule).not.to.throw());
    else
      it(`refuses ${name} as ${refused}`, () => {
        expectRefusal(rule, refused, at);
      });
  }
}
