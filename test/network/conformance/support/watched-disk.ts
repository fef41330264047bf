// SPDX-License-Identifier: Apache-2.0
import { ClassicLevel } from 'classic-level';
import files, { readlinkSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/**
 * A step by which something becomes stored: a write to a file or its sync (`journal, written`, `journal, synced`), or a batch
 * of a store (`state`, `private, synced`).
 */
export type DiskStep = string;

type Batch = (this: ClassicLevel, operations: unknown, options?: { sync?: boolean }) => Promise<unknown>;
type Write = (this: { db: ClassicLevel }, options?: { sync?: boolean }) => Promise<unknown>;
type Sync = (this: FileHandle) => Promise<void>;
type WriteFile = (this: FileHandle, ...args: unknown[]) => Promise<unknown>;

interface Places {
  readonly level: { _batch: Batch };
  readonly chained: { _write: Write };
  readonly file: { datasync: Sync; write: WriteFile };
}

/**
 * Calls `before` ahead of every step that makes something durable, for all networks of this process, until the answer is
 * called. A step for which `before` throws is not done and fails.
 */
export async function watchDisk(before: (step: DiskStep) => void): Promise<() => void> {
  const { level, chained, file } = await findPlaces();
  const { _batch } = level;
  const { _write } = chained;
  const { datasync, write } = file;
  const { writeSync } = files;
  level._batch = async function (operations, options) {
    before(stepOf(this, options));
    return _batch.call(this, operations, options);
  };
  chained._write = async function (options) {
    before(stepOf(this.db, options));
    return _write.call(this, options);
  };
  file.datasync = async function () {
    before(`${nameOf(this.fd)}, synced`);
    return datasync.call(this);
  };
  file.write = async function (...args) {
    before(`${nameOf(this.fd)}, written`);
    return write.apply(this, args);
  };
  files.writeSync = ((fd: number, ...args: [Buffer, number, number, number]) => {
    before(`${nameOf(fd)}, written`);
    return writeSync(fd, ...args);
  }) as typeof writeSync;
  syncBuiltinESMExports();
  return () => {
    level._batch = _batch;
    chained._write = _write;
    file.datasync = datasync;
    file.write = write;
    files.writeSync = writeSync;
    syncBuiltinESMExports();
  };
}

function nameOf(fd: number): string {
  return basename(readlinkSync(`/proc/self/fd/${fd}`));
}

function stepOf(level: ClassicLevel, options: { sync?: boolean } | undefined): DiskStep {
  return `${basename(level.location)}${options?.sync === true ? ', synced' : ''}`;
}

/** The prototypes that all stores and files share. */
async function findPlaces(): Promise<Places> {
  const directory = await mkdtemp(join(tmpdir(), 'onedoor-disk-'));
  const level = new ClassicLevel(join(directory, 'level'));
  await level.open();
  const batch = level.batch();
  const file = await open(join(directory, 'file'), 'w');
  try {
    return {
      level: ClassicLevel.prototype as unknown as Places['level'],
      chained: Object.getPrototypeOf(batch) as Places['chained'],
      file: Object.getPrototypeOf(file) as Places['file'],
    };
  } finally {
    await file.close();
    await batch.close();
    await level.close();
    await rm(directory, { recursive: true });
  }
}
