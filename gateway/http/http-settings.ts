// SPDX-License-Identifier: Apache-2.0

/** Limits of the HTTP server, in milliseconds. The framework's own defaults are "no limit". */
export interface HttpTimeouts {
  /** A socket on which nothing moves. */
  readonly connection: number;
  /** From the first to the last byte of a request. */
  readonly request: number;
  /** From the arrival of a request to its answer. */
  readonly handler: number;
  readonly keepAlive: number;
}

export const DEFAULT_TIMEOUTS: HttpTimeouts = {
  connection: 120_000,
  request: 30_000,
  handler: 90_000,
  keepAlive: 20_000,
};
