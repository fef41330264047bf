// SPDX-License-Identifier: Apache-2.0
import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { OperationFailure } from '../operations/operation-failure.js';

/** Archive, what is unpacked from it, and room to work. */
const TIMES_THE_ARCHIVE = 5;

/** Programs that are not there, or cannot be run. */
export async function missingPrograms(folder: string, programs: readonly string[]): Promise<string[]> {
  const there = await Promise.all(
    programs.map((program) =>
      access(join(folder, program), constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  );
  return programs.filter((_, index) => there[index] !== true);
}

/** @throws {OperationFailure} `UNAVAILABLE` where an archive of so many bytes has no room. */
export async function assertRoom(folder: string, archiveBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const [free, needed] = [bavail * bsize, archiveBytes * TIMES_THE_ARCHIVE];
  if (free >= needed) return;
  const [freeMiB, neededMiB] = [free, needed].map((bytes) => String(Math.ceil(bytes / 1024 / 1024)));
  throw new OperationFailure('UNAVAILABLE', {
    zh: `${folder} 所在磁盘只剩 ${freeMiB ?? ''} MiB，需要 ${neededMiB ?? ''} MiB。请腾出空间，或用 XDG_CACHE_HOME 换一个磁盘。`,
    en: `The disk of ${folder} has ${freeMiB ?? ''} MiB left, ${neededMiB ?? ''} MiB are needed. Make room, or name another disk by XDG_CACHE_HOME.`,
  });
}
