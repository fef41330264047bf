// SPDX-License-Identifier: Apache-2.0
import { REFUSALS, type RefusalCode } from '../../../chaincode/domain/refusals.js';

/** A rule of the agreement stands against an application or a move of it; `extensions` become members of the problem. */
export class ApplicationRefused extends Error {
  override readonly name = 'ApplicationRefused';
  readonly code: RefusalCode;
  readonly pointer: string | undefined;
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(
    code: RefusalCode,
    { pointer, ...extensions }: Readonly<Record<string, unknown>> & { readonly pointer?: string | undefined } = {},
  ) {
    super(REFUSALS[code]);
    this.code = code;
    this.pointer = pointer;
    this.extensions = extensions;
  }
}
