// SPDX-License-Identifier: Apache-2.0
import { readFile, stat, unlink, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const STEAL_TAKES_AT_MOST_MS = 10_000;

/**
 * Runs `work` while no other process holds the lock file. The lock of a process that died is taken over.
 * `onWait` is called once if somebody else is at work.
 */
export async function withLock(path, work, onWait = () => {}) {
  await take(path, onWait);
  try {
    return await work();
  } finally {
    await unlink(path).catch(ignoreMissing);
  }
}

async function take(path, onWait) {
  let told = false;
  while (!(await create(path))) {
    const holder = await read(path);
    if (holder !== undefined && !isAlive(holder)) {
      await removeStale(path, holder);
      continue;
    }
    if (!told) onWait();
    told = true;
    await sleep(200);
  }
}

/** Only one process at a time may clear a stale lock, else the second would clear the first one's new lock. */
async function removeStale(path, holder) {
  const steal = `${path}.steal`;
  if (!(await create(steal))) {
    const age = await stat(steal).then(({ mtimeMs }) => Date.now() - mtimeMs, ignoreMissing);
    if (age !== undefined && age > STEAL_TAKES_AT_MOST_MS) await unlink(steal).catch(ignoreMissing);
    await sleep(100);
    return;
  }
  try {
    if ((await read(path)) === holder) await unlink(path).catch(ignoreMissing);
  } finally {
    await unlink(steal).catch(ignoreMissing);
  }
}

async function create(path) {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** The holder's pid; `undefined` while it is being written, or when it is gone. */
async function read(path) {
  const text = await readFile(path, 'utf8').catch(ignoreMissing);
  return text === undefined || text === '' ? undefined : Number(text);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function ignoreMissing(error) {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}
