// SPDX-License-Identifier: Apache-2.0
import { getHeapStatistics } from 'node:v8';

export const MEBIBYTE = 2 ** 20;

/** Limits of the HTTP server, in milliseconds. The framework's own defaults are "no limit". */
export interface HttpTimeouts {
  /** A socket on which nothing moves. */
  readonly connection: number;
  /** From the first byte of a request to the end of its headers. */
  readonly headers: number;
  /** From the first to the last byte of a request. */
  readonly request: number;
  /** From the arrival of a request to its answer. */
  readonly handler: number;
  /** From the first byte of an answer until the client has taken the last. */
  readonly response: number;
  readonly keepAlive: number;
  /** Over which the load of the process is measured; a single halt within it turns nobody away. */
  readonly pressureSample: number;
}

export const DEFAULT_TIMEOUTS: HttpTimeouts = {
  connection: 120_000,
  headers: 10_000,
  request: 30_000,
  handler: 90_000,
  response: 60_000,
  keepAlive: 20_000,
  pressureSample: 5_000,
};

/** How much a client may ask. 0 anywhere means that there is no such limit. */
export interface HttpLimits {
  /** Requests a minute of one officer in one role. */
  readonly caller: number;
  /** Requests a minute of one address without a token. */
  readonly address: number;
  /** Requests a minute of one address with a token that does not count, or without one where one is needed. */
  readonly failures: number;
  /** Requests an hour of one officer in one role that carry an `Idempotency-Key`: each takes room on the disk. */
  readonly keys: number;
  /** Open connections; the ones beyond are closed at once. */
  readonly connections: number;
  /** Mean delay of the event loop, in milliseconds, beyond which requests are turned away. */
  readonly delay: number;
  /** Megabytes (2^20) of heap beyond which requests are turned away. */
  readonly heap: number;
  /** Bytes of an upload. */
  readonly upload: number;
  /** Addresses or networks of reverse proxies whose X-Forwarded-For is believed. */
  readonly proxies: readonly string[];
}

/**
 * Room for what is honest: an officer with 300 cases a day, an import of 10^6 rows in bodies of 500, a measurement of
 * five times the district's peak. The heap may fill to nine tenths of what the engine was given.
 */
export const DEFAULT_LIMITS: HttpLimits = {
  caller: 300_000,
  address: 60_000,
  failures: 600,
  keys: 360_000,
  connections: 4_096,
  delay: 1_500,
  heap: Math.floor((getHeapStatistics().heap_size_limit / MEBIBYTE) * 0.9),
  upload: 10 * MEBIBYTE,
  proxies: [],
};

/** The largest head of a request, in bytes; its address may take a quarter of that. */
export const HEAD_LIMIT = 16 * 1024;
export const URL_LIMIT = HEAD_LIMIT / 4;
