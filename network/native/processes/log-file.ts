// SPDX-License-Identifier: Apache-2.0
import { closeSync, existsSync, fstatSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../files/write-private.js';

const MOST_BYTES = 20 * 1024 * 1024;
const TAIL_BYTES = 64 * 1024;

/** Before a start: a log that has grown large is put aside (`.old`), in place of the one before. */
export function keepLogSmall(file: string): void {
  makeFolder(dirname(file));
  if (existsSync(file) && statSync(file).size > MOST_BYTES) renameSync(file, `${file}.old`);
}

/** The last lines of a log; none where there is no log. */
export function lastLines(file: string, count: number): string[] {
  if (!existsSync(file)) return [];
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const bytes = Buffer.alloc(Math.min(size, TAIL_BYTES));
    readSync(descriptor, bytes, 0, bytes.length, size - bytes.length);
    const lines = bytes.toString('utf8').split('\n');
    return lines.filter((line) => line !== '').slice(-count);
  } finally {
    closeSync(descriptor);
  }
}
