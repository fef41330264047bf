// SPDX-License-Identifier: Apache-2.0
import { mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { NetworkError } from './errors.js';

interface Holder {
  readonly pid: number;
  /** When the process started, as the system counts it; tells a process from a later one with the same pid. */
  readonly started: string;
}

/** Folders that this very process holds. */
const held = new Set<string>();

/** Sole use of a network's folder: a file `lock` that names the process. */
export class DirectoryLock {
  readonly #directory: string;

  private constructor(directory: string) {
    this.#directory = directory;
  }

  /**
   * Makes the folder if it is absent (mode 0700) and takes the lock. One left by a process that is gone is taken over.
   * @throws {NetworkError} if another process, or this one, has it open.
   */
  static async acquire(path: string): Promise<DirectoryLock> {
    const directory = resolve(path);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    if (held.has(directory)) throw refusal(directory, process.pid);
    held.add(directory);
    try {
      await takeLock(directory);
    } catch (error) {
      held.delete(directory);
      throw error;
    }
    return new DirectoryLock(directory);
  }

  async release(): Promise<void> {
    await unlink(join(this.#directory, 'lock'));
    held.delete(this.#directory);
  }
}

async function takeLock(directory: string): Promise<void> {
  const path = join(directory, 'lock');
  const holder: Holder = { pid: process.pid, started: await startOf(process.pid) };
  for (let attempt = 0; attempt < 10; attempt += 1) {
    if (await create(path, JSON.stringify(holder))) return;
    const other = await readHolder(path);
    if (other !== undefined && (await isAlive(other))) throw refusal(directory, other.pid);
    await removeStale(path, attempt);
  }
  throw new NetworkError(`cannot lock ${directory}: other processes keep taking the lock`);
}

async function create(path: string, content: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(content);
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/** Renamed first: of several that find the same stale lock only one removes it. */
async function removeStale(path: string, attempt: number): Promise<void> {
  const aside = `${path}.stale-${String(process.pid)}-${String(attempt)}`;
  try {
    await rename(path, aside);
    await unlink(aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

async function isAlive({ pid, started }: Holder): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return (await startOf(pid)) === started;
}

/** Start time from /proc; where there is none, an empty text, and the pid alone decides. */
async function startOf(pid: number): Promise<string> {
  try {
    const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function refusal(directory: string, pid: number): NetworkError {
  return new NetworkError(`the network in ${directory} is already open in process ${String(pid)}`);
}
