// SPDX-License-Identifier: Apache-2.0
import type { FastifyBaseLogger } from 'fastify';

/** EX_SOFTWARE of sysexits.h. */
const FAULT = 70;

/**
 * Ends the process on a fault that nobody caught. Fabric's shim installs handlers that would keep a process alive
 * in a state that no one knows; what was acknowledged is durable, so beginning again is safe.
 */
export function endOnFault(log: FastifyBaseLogger): void {
  const end = (fault: unknown): void => {
    log.fatal({ err: fault }, 'a fault that nobody caught');
    process.exit(FAULT);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
