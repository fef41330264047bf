// SPDX-License-Identifier: Apache-2.0
import { EXIT } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';

/** npm passes on what the terminal has sent to the whole group already, so one Ctrl-C comes twice. */
const SAME_WISH_MS = 1_000;

export interface Stop {
  readonly signal: AbortSignal;
  /** Resolves when a signal came. */
  readonly come: Promise<void>;
  /** How the process is to end: 130 after SIGINT, 0 after SIGTERM. */
  exitCode(): ExitCode;
}

/** The first signal asks for an orderly end; another one, later than an echo, ends the process at once. */
export function stopOnSignal(): Stop {
  const abort = new AbortController();
  const come = new Promise<void>((resolve) => {
    abort.signal.addEventListener('abort', () => {
      resolve();
    });
  });
  let code: ExitCode = EXIT.OK;
  let since: number | undefined;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (since !== undefined && Date.now() - since > SAME_WISH_MS) process.exit(EXIT.INTERRUPTED);
    if (since !== undefined) return;
    since = Date.now();
    code = signal === 'SIGINT' ? EXIT.INTERRUPTED : EXIT.OK;
    abort.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return { signal: abort.signal, come, exitCode: () => code };
}
