// SPDX-License-Identifier: Apache-2.0
import type { ExitCode } from './exit-codes.js';
import { inLanguage } from './language.js';
import type { Bilingual } from './language.js';

/** What the user is told, and how the command line ends. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, text: Bilingual, options?: ErrorOptions) {
    super(inLanguage(text), options);
    this.exitCode = exitCode;
  }
}
