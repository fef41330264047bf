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

export interface Syncs {
  /** By file or store, as seen from the folder; all logs of one store count as one. */
  readonly written: ReadonlyMap<string, number>;
  /** Of tables that LevelDB writes in the background when a log has become large, and of its lists of them. */
  readonly background: number;
}

/** Counts the calls between two moments, in seconds of the clock. */
export async function countSyncs(log: string, folder: string, from: number, to: number): Promise<Syncs> {
  const written = new Map<string, number>();
  let background = 0;
  for (const line of (await readFile(log, 'utf8')).split('\n')) {
    const [, at = '0', path = ''] = CALL.exec(line) ?? [];
    if (Number(at) < from || Number(at) > to) continue;
    const { store, isTable } = placeOf(relative(folder, path));
    if (isTable) background += 1;
    else written.set(store, (written.get(store) ?? 0) + 1);
  }
  return { written, background };
}

/** `ledger/state/000012.log` is of `ledger/state`, `pseudonyms.sqlite-wal` of `pseudonyms.sqlite`. */
function placeOf(path: string): { store: string; isTable: boolean } {
  const parts = path.split(sep);
  const last = parts.at(-1) ?? '';
  const folder = parts.slice(0, -1).join('/');
  if (/^\d+\.log$/u.test(last)) return { store: folder, isTable: false };
  const isTable =
    /^(?:\d+\.(?:ldb|dbtmp)|MANIFEST-\d+|CURRENT)$/u.test(last) || /^ledger\/(?:state|index)$/u.test(path);
  return { store: path === '' ? 'its folder' : path.replace(/-(?:wal|shm)$/u, ''), isTable };
}
