// SPDX-License-Identifier: Apache-2.0
import { mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { NetworkError } from './errors.js';

interface Holder {
  readonly pid: number;
  /** Where it runs; another host's process cannot be looked at from here. */
  readonly host: string;
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
   * Makes the folder if it is absent (mode 0700) and takes the lock. One left by a process of this host that is gone is
   * taken over.
   * @throws {NetworkError} if another process, or this one, has it open.
   */
  static async acquire(path: string): Promise<DirectoryLock> {
    const directory = resolve(path);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    if (held.has(directory)) throw refusal(directory, { pid: process.pid, host: hostname() });
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
  const holder: Holder = { pid: process.pid, host: hostname(), started: await startOf(process.pid) };
  for (let attempt = 0; attempt < 10; attempt += 1) {
    if (await create(path, JSON.stringify(holder))) return;
    const other = await readHolder(path);
    if (other !== undefined && (await isAlive(other))) throw refusal(directory, other);
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

/** A process of another host is taken for alive: two that write to one folder would destroy it. */
async function isAlive({ pid, host, started }: Holder): Promise<boolean> {
  if (isElsewhere(host)) return true;
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

function isElsewhere(host: string | undefined): boolean {
  return host !== undefined && host !== hostname();
}

function refusal(directory: string, { pid, host }: Pick<Holder, 'pid' | 'host'>): NetworkError {
  const remedy = isElsewhere(host) ? `; if that process is gone, remove ${join(directory, 'lock')}` : '';
  return new NetworkError(`the network in ${directory} is already open in process ${pid} on host ${host}${remedy}`);
}
