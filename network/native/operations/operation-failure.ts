// SPDX-License-Identifier: Apache-2.0
import type { Told } from '../network-failure.js';

/**
 * - `WRONG_INPUT`: what was asked for cannot be; nothing was tried.
 * - `REFUSED`: a rule of the network, or of a signature, says no.
 * - `UNAVAILABLE`: a program, node, server or disk does not do its part; the same command can be run again.
 */
export type OperationFailureCode = 'WRONG_INPUT' | 'REFUSED' | 'UNAVAILABLE';

/** What was not done, with the name of the node or file, and what to do next. */
export class OperationFailure extends Error {
  override readonly name = 'OperationFailure';
  readonly code: OperationFailureCode;
  readonly text: Told;

  constructor(code: OperationFailureCode, text: Told, options?: ErrorOptions) {
    super(text.en, options);
    this.code = code;
    this.text = text;
  }
}
