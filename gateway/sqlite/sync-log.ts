// SPDX-License-Identifier: Apache-2.0
import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes what was committed last outlast a power cut, without holding up the process meanwhile. */
export interface LogSync {
  /** Resolves when everything that was committed before the call is on the disk. @throws what the disk says. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** More than SQLite writes, 1,000 pages with a header each, before a checkpoint has it begin again at the front. */
const ROOM = 1_200 * (24 + 4_096);

/**
 * Opens the log beside a SQLite file that is open with `synchronous: 'NORMAL'`. SQLite then writes commits to this file and
 * leaves syncing it to checkpoints; with {@link LogSync.sync} after a commit that commit is as durable as with `FULL`, but
 * the disk is waited for beside the event loop, and commits that come meanwhile share the next wait. The file is the
 * same as long as the database is open; SQLite locks the other two files, never this one.
 */
export async function openLogSync(path: string): Promise<LogSync> {
  const log = await open(`${path}-wal`, 'r+');
  await makeRoom(log);
  await syncEntry(dirname(path));
  return { sync: () => log.datasync(), close: () => log.close() };
}

/**
 * A sync that also has to keep where a file grew costs most disks several times as much. Zeros behind the last commit are
 * to SQLite what is left of an older log: no frame of this one, so its end.
 */
async function makeRoom(log: FileHandle): Promise<void> {
  const { size } = await log.stat();
  if (size < ROOM) await log.write(Buffer.alloc(ROOM - size), 0, ROOM - size, size);
  await log.datasync();
}

/** That the file exists must outlast the power cut too. */
async function syncEntry(folder: string): Promise<void> {
  const handle: FileHandle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
