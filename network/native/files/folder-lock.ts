// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NetworkFailure } from '../network-failure.js';
import { startTimeOf } from '../processes/process-identity.js';
import { makeFolder } from './write-private.js';

/** Name of the file that holds the lock. */
const LOCK = 'lock.json';

interface Holder {
  readonly pid: number;
  readonly startTime: string;
}

/** Whether a command is changing which nodes of this folder run. */
export function isLocked(directory: string): boolean {
  return isAlive(textOf(lockFile(directory)));
}

/**
 * Does something that only one process at a time may do with a network's nodes.
 * @throws {NetworkFailure} FOLDER_IN_USE
 */
export async function withLock<T>(directory: string, work: () => Promise<T>): Promise<T> {
  const own = lock(directory);
  try {
    return await work();
  } finally {
    // Whoever took it meanwhile, because this process had seemed to be gone, keeps it.
    if (textOf(lockFile(directory)) === own) rmSync(lockFile(directory), { force: true });
  }
}

/** Answers what the lock's file says now. */
function lock(directory: string): string {
  makeFolder(directory);
  clearStaleLock(directory, textOf(lockFile(directory)));
  const own = JSON.stringify({ pid: process.pid, startTime: startTimeOf(process.pid) ?? '' } satisfies Holder);
  const draft = uniqueName(directory);
  writeFileSync(draft, own, { mode: 0o600 });
  try {
    linkSync(draft, lockFile(directory));
  } catch (cause) {
    throw inUse(directory, cause);
  } finally {
    rmSync(draft, { force: true });
  }
  return own;
}

/**
 * Takes a lock away whose process is gone; `stale` is what was read of it. Two may do so at once, and between reading
 * and taking away the other may have got it: one that is not the one read is put back.
 */
export function clearStaleLock(directory: string, stale: string | undefined): void {
  if (stale === undefined || isAlive(stale)) return;
  const aside = uniqueName(directory);
  try {
    renameSync(lockFile(directory), aside);
  } catch {
    return; // The other was faster.
  }
  try {
    if (textOf(aside) !== stale) linkSync(aside, lockFile(directory));
  } catch (cause) {
    throw inUse(directory, cause);
  } finally {
    rmSync(aside, { force: true });
  }
}

function inUse(directory: string, cause: unknown): NetworkFailure {
  const pid = String(holderIn(textOf(lockFile(directory)))?.pid ?? '?');
  const text = {
    zh: `另一个命令（进程 ${pid}）正在操作 ${directory} 中的网络。请等它结束后再试。`,
    en: `Another command (process ${pid}) is at work on the network in ${directory}. Try again when it is done.`,
  };
  return new NetworkFailure('FOLDER_IN_USE', text, { cause });
}

function isAlive(text: string | undefined): boolean {
  const holder = holderIn(text);
  return holder !== undefined && startTimeOf(holder.pid) === holder.startTime;
}

function holderIn(text: string | undefined): Holder | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Holder);
  } catch {
    return undefined;
  }
}

function textOf(file: string): string | undefined {
  try {
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

function uniqueName(directory: string): string {
  return `${lockFile(directory)}.${randomUUID()}`;
}

function lockFile(directory: string): string {
  return join(directory, LOCK);
}
