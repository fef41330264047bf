// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { promisify } from 'node:util';

/** Whether the tracer is there. */
export async function hasStrace(): Promise<boolean> {
  return promisify(execFile)('strace', ['-V']).then(
    () => true,
    () => false,
  );
}

/** The command that runs another one and writes down what it makes durable, with time and file of every call. */
export function underStrace(log: string): string[] {
  return [
    'strace',
    '-f',
    '--seccomp-bpf',
    '-qq',
    '-ttt',
    '-y',
    '-e',
    'trace=fsync,fdatasync,sync_file_range,msync',
    '-o',
    log,
  ];
}

const CALL = /^\d+ +(\d+\.\d+) (?:fsync|fdatasync|sync_file_range|msync)\(\d+<([^>]*)>/u;

/**
 * Counts the calls between two moments (seconds of the clock) by file, as seen from a folder; databases count as one
 * whatever their files are called.
 */
export async function countSyncs(log: string, folder: string, from: number, to: number): Promise<Map<string, number>> {
  const counted = new Map<string, number>();
  for (const line of (await readFile(log, 'utf8')).split('\n')) {
    const [, at = '0', path = ''] = CALL.exec(line) ?? [];
    if (Number(at) < from || Number(at) > to) continue;
    const name = storeOf(relative(folder, path));
    counted.set(name, (counted.get(name) ?? 0) + 1);
  }
  return counted;
}

/** `ledger/state/000012.log` is of `ledger/state`, `pseudonyms.sqlite-wal` of `pseudonyms.sqlite`. */
function storeOf(path: string): string {
  const parts = path.split(sep);
  const last = parts.at(-1) ?? '';
  if (/^(?:\d+\.|MANIFEST|CURRENT)/u.test(last)) return parts.slice(0, -1).join('/');
  return parts.join('/').replace(/-(?:wal|shm)$/u, '');
}
