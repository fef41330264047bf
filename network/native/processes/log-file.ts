// SPDX-License-Identifier: Apache-2.0
import { closeSync, copyFileSync, existsSync, openSync, readSync, renameSync, statSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder } from '../files/write-private.js';

const MOST_BYTES = 20 * 1024 * 1024;
const TAIL_BYTES = 64 * 1024;

/** Before a start: a log that has grown large is put aside (`.old`), in place of the one before. */
export function keepLogSmall(file: string): void {
  makeFolder(dirname(file));
  if (existsSync(file) && statSync(file).size > MOST_BYTES) renameSync(file, `${file}.old`);
}

/** Of a process that runs: the log is copied aside and emptied, which a process that appends does not notice. */
export function cutLog(file: string): void {
  if (!existsSync(file) || statSync(file).size <= MOST_BYTES) return;
  copyFileSync(file, `${file}.old`);
  truncateSync(file);
}

/** The last lines of a log; none where there is no log. */
export function lastLines(file: string, count: number): string[] {
  if (!existsSync(file)) return [];
  const { size } = statSync(file);
  const length = Math.min(size, TAIL_BYTES);
  const lines = readAt(file, size - length, length)
    .toString('utf8')
    .split('\n');
  return lines.filter((line) => line !== '').slice(-count);
}

const FOLLOW_MS = 250;
const CHUNK_BYTES = 64 * 1024;

/** What is appended to a log from now on, until the signal; a log that was cut is read from its new beginning. */
export async function* followLog(file: string, signal: AbortSignal): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let at = existsSync(file) ? statSync(file).size : 0;
  while (!signal.aborted) {
    const size = existsSync(file) ? statSync(file).size : 0;
    if (size < at) at = 0;
    const bytes = size === at ? undefined : readAt(file, at, Math.min(size - at, CHUNK_BYTES));
    if (bytes === undefined) await sleep(FOLLOW_MS, undefined, { signal }).catch(() => undefined);
    else yield decoder.decode(bytes, { stream: true });
    at += bytes?.length ?? 0;
  }
}

function readAt(file: string, position: number, length: number): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(descriptor, bytes, 0, length, position));
  } finally {
    closeSync(descriptor);
  }
}
