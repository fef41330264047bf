// SPDX-License-Identifier: Apache-2.0
import type { ClassicLevel } from 'classic-level';

/**
 * Takes the bytes of deleted and overwritten values between two keys off the disk. LevelDB may write a deletion and what
 * it deletes into one new table at the deepest level, where compaction leaves it alone; a second table that spans the
 * range makes it merge them. Both keys are markers that nothing else may use; they stay, empty.
 */
export async function forgetDeleted(level: ClassicLevel<string, Buffer>, from: string, to: string): Promise<void> {
  await level.compactRange(from, to);
  await level.batch([
    { type: 'put', key: from, value: Buffer.alloc(0) },
    { type: 'put', key: to, value: Buffer.alloc(0) },
  ]);
  await level.compactRange(from, to);
}
