// SPDX-License-Identifier: Apache-2.0

/** What came of one arm in one round. Times of single requests are in milliseconds. */
export interface Sample {
  readonly requests: number;
  /** Requests that were not answered with 2xx and what was asked for. */
  readonly failed: number;
  /** What one of them was answered. */
  readonly fault?: string | undefined;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  /** CPU time of the server per request in microseconds, where it can be told. */
  readonly cpuMicros?: number | undefined;
}

/** Requests a second. */
export function rateOf({ requests, seconds }: Pick<Sample, 'requests' | 'seconds'>): number {
  return requests / seconds;
}
