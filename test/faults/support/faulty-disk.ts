// SPDX-License-Identifier: Apache-2.0
import files, { readlinkSync } from 'node:fs';
import fs from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

type Write = (this: FileHandle, bytes: Buffer, from: number, length: number, at: number) => Promise<unknown>;
type WriteAtOnce = (fd: number, bytes: Buffer, from: number, length: number, at: number) => number;
type Sync = (this: FileHandle) => Promise<void>;

/** What the disk does to a file until told otherwise. */
export interface Faults {
  /** Names of files whose syncs fail. */
  readonly unsynced?: readonly string[];
  /** Names of files of which writes fail after half of their bytes. */
  readonly full?: readonly string[];
  /** What the file system says is free, in bytes. */
  readonly free?: number;
}

/** Lets the disk fail for all that this process writes, as long as `work` takes. */
export async function withFaults<T>(faults: Faults, work: () => Promise<T>): Promise<T> {
  const places = await filePlaces();
  const { write, datasync } = places;
  const { statfs } = fs;
  const { writeSync } = files;
  places.datasync = async function () {
    if (faults.unsynced?.includes(nameOf(this.fd)) === true) throw systemError('EIO', 'i/o error, fdatasync');
    return datasync.call(this);
  };
  places.write = async function (bytes, from, length, at) {
    if (faults.full?.includes(nameOf(this.fd)) !== true) return write.call(this, bytes, from, length, at);
    await write.call(this, bytes, from, length >> 1, at);
    throw systemError('ENOSPC', 'no space left on device, write');
  };
  const writeAtOnce: WriteAtOnce = (fd, bytes, from, length, at) => {
    if (faults.full?.includes(nameOf(fd)) !== true) return writeSync(fd, bytes, from, length, at);
    writeSync(fd, bytes, from, length >> 1, at);
    throw systemError('ENOSPC', 'no space left on device, write');
  };
  files.writeSync = writeAtOnce as typeof writeSync;
  if (faults.free !== undefined) {
    const answer = { bsize: 1, bavail: faults.free };
    fs.statfs = (() => Promise.resolve(answer)) as unknown as typeof fs.statfs;
  }
  syncBuiltinESMExports();
  try {
    return await work();
  } finally {
    Object.assign(places, { write, datasync });
    fs.statfs = statfs;
    files.writeSync = writeSync;
    syncBuiltinESMExports();
  }
}

function nameOf(fd: number): string {
  return basename(readlinkSync(`/proc/self/fd/${fd}`));
}

function systemError(code: string, text: string): Error {
  return Object.assign(new Error(`${code}: ${text}`), { code });
}

/** The prototype that all file handles share. */
async function filePlaces(): Promise<{ write: Write; datasync: Sync }> {
  const directory = await fs.mkdtemp(join(tmpdir(), 'onedoor-handle-'));
  const file = await fs.open(join(directory, 'file'), 'w');
  await file.close();
  await fs.rm(directory, { recursive: true });
  return Object.getPrototypeOf(file) as { write: Write; datasync: Sync };
}
