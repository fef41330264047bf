// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Fields of /proc/<pid>/stat after the command's name, which may itself hold blanks and brackets. */
const STATE = 0;
const START_TIME = 19;

/**
 * When the process of this number began, in the system's own words; undefined where there is none, or only what is left
 * of one that has ended. Together with the number it tells a process from a later one of the same number.
 */
export function startTimeOf(pid: number): string | undefined {
  return existsSync('/proc/self/stat') ? fromProc(pid) : fromPs(pid);
}

function fromProc(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return /[ZX]/u.test(fields[STATE] ?? 'X') ? undefined : fields[START_TIME];
  } catch {
    return undefined;
  }
}

function fromPs(pid: number): string | undefined {
  try {
    const text = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return text === '' || text.startsWith('Z') ? undefined : text.replace(/^\S+\s+/u, '');
  } catch {
    return undefined;
  }
}

/** Memory that a process holds, in bytes; undefined where the system does not tell. */
export function memoryOf(pid: number): number | undefined {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
