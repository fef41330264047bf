// SPDX-License-Identifier: Apache-2.0
import type { StreamOptions } from './drivers/channel-driver.js';

export interface ResumedStreamParts<T> {
  /** One connection's worth of it. */
  readonly open: (options: StreamOptions) => AsyncIterable<T>;
  readonly numberOf: (item: T) => bigint;
  /** Asked when nothing has come for a while: whether there are blocks from this number on. A rejection means that nobody knows. */
  readonly isBehind: (next: bigint) => Promise<boolean>;
  readonly milliseconds?: Partial<StreamTimes>;
}

interface StreamTimes {
  readonly silence: number;
  readonly shortestPause: number;
  readonly longestPause: number;
}
const TIMES: StreamTimes = { silence: 10_000, shortestPause: 100, longestPause: 5_000 };

/**
 * Blocks in order, each once, whatever becomes of the connections: a stream that ends, fails, or is silent although
 * there is more is opened again at the next block, after a pause that doubles. Ends when the signal aborts.
 */
export async function* resumedStream<T>(parts: ResumedStreamParts<T>, options: StreamOptions): AsyncGenerator<T> {
  const times = { ...TIMES, ...parts.milliseconds };
  const { signal } = options;
  let next = options.from;
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      for await (const item of watched(parts, times.silence, { from: next, signal })) {
        const number = parts.numberOf(item);
        if (number < next) continue;
        if (number > next) break; // a peer that leaves something out is asked again
        next += 1n;
        failures = 0;
        yield item;
      }
    } catch {
      // it is opened again below: what is wrong for good shows where somebody waits for an answer
    }
    await pause(Math.min(times.shortestPause * 2 ** Math.min(failures, 10), times.longestPause), signal);
  }
}

/** One connection, ended where it has gone silent although the peer has more. */
async function* watched<T>(
  { open, isBehind, numberOf }: ResumedStreamParts<T>,
  silence: number,
  { from, signal }: StreamOptions,
): AsyncGenerator<T> {
  const end = new AbortController();
  const abort = (): void => {
    end.abort();
  };
  signal.addEventListener('abort', abort);
  let next = from;
  let heard = Date.now();
  /** Not while the reader is busy with a block, nor while the question is being answered. */
  let isIdle = true;
  const look = async (): Promise<void> => {
    const asked = next;
    isIdle = false;
    const behind = await isBehind(asked).catch(() => true);
    isIdle = true;
    heard = Date.now();
    if (behind && next === asked) end.abort();
  };
  const timer = setInterval(() => {
    if (isIdle && Date.now() - heard >= silence) void look();
  }, silence / 2);
  timer.unref();
  try {
    for await (const item of open({ from, signal: end.signal })) {
      next = numberOf(item) + 1n;
      isIdle = false;
      yield item;
      isIdle = true;
      heard = Date.now();
    }
  } finally {
    clearInterval(timer);
    signal.removeEventListener('abort', abort);
    abort();
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}
