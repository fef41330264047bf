// SPDX-License-Identifier: Apache-2.0
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { GatewayFailure } from './gateway-failure.js';
import { NoAnswer } from './no-answer.js';

/** How the command line ends when the gateway did not do what was asked; `undefined` for every other error. */
export function failureOfClient(error: unknown): CommandFailure | undefined {
  if (error instanceof NoAnswer) {
    return new CommandFailure(
      EXIT.UNAVAILABLE,
      { zh: `${error.url} 没有应答。先运行 npm start。`, en: `No answer from ${error.url}. Run npm start first.` },
      { cause: error },
    );
  }
  if (!(error instanceof GatewayFailure)) return undefined;
  return new CommandFailure(exitCodeOf(error.status), { zh: error.message, en: error.message }, { cause: error });
}

function exitCodeOf(status: number): ExitCode {
  if (status === 503) return EXIT.UNAVAILABLE;
  return [202, 409, 429].includes(status) ? EXIT.TRY_AGAIN : EXIT.FAILED_CHECK;
}
