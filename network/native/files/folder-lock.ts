// SPDX-License-Identifier: Apache-2.0
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NetworkFailure } from '../network-failure.js';
import { startTimeOf } from '../processes/process-identity.js';
import { makeFolder } from './write-private.js';

interface Holder {
  readonly pid: number;
  readonly startTime: string;
}

/** Whether a command is changing which nodes of this folder run. */
export function isLocked(directory: string): boolean {
  return holderOf(directory) !== undefined;
}

/**
 * Does something that only one process at a time may do with a network's nodes.
 * @throws {NetworkFailure} FOLDER_IN_USE
 */
export async function withLock<T>(directory: string, work: () => Promise<T>): Promise<T> {
  lock(directory);
  try {
    return await work();
  } finally {
    rmSync(lockFile(directory), { force: true });
  }
}

function lock(directory: string): void {
  makeFolder(directory);
  const holder = holderOf(directory);
  // One whose process is gone was left behind.
  if (holder === undefined) rmSync(lockFile(directory), { force: true });
  const draft = `${lockFile(directory)}.${process.pid}`;
  const own: Holder = { pid: process.pid, startTime: startTimeOf(process.pid) ?? '' };
  writeFileSync(draft, JSON.stringify(own), { mode: 0o600 });
  try {
    linkSync(draft, lockFile(directory));
  } catch (cause) {
    const pid = String(holderOf(directory)?.pid ?? '?');
    const text = {
      zh: `另一个命令（进程 ${pid}）正在操作 ${directory} 中的网络。请等它结束后再试。`,
      en: `Another command (process ${pid}) is at work on the network in ${directory}. Try again when it is done.`,
    };
    throw new NetworkFailure('FOLDER_IN_USE', text, { cause });
  } finally {
    rmSync(draft, { force: true });
  }
}

function holderOf(directory: string): Holder | undefined {
  const file = lockFile(directory);
  if (!existsSync(file)) return undefined;
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Holder;
    return startTimeOf(holder.pid) === holder.startTime ? holder : undefined;
  } catch {
    return undefined;
  }
}

function lockFile(directory: string): string {
  return join(directory, 'lock.json');
}
