// SPDX-License-Identifier: Apache-2.0
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditRecord } from '../../network/embedded/audit/read-records.js';

const NAME = /^(\d+)\.block$/u;

/**
 * Writes each block into a file of its own, `<number>.block`, into a folder that is made if absent (mode 0700). What an earlier
 * export left there is gone on with: its blocks are not fetched again.
 * @param blocks from a number on.
 * @param onBlock told how many blocks are there.
 * @returns how many blocks the folder holds.
 */
export async function exportBlocks(
  folder: string,
  blocks: (from: bigint) => AsyncIterable<AuditRecord>,
  onBlock: (height: number) => void,
): Promise<number> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let height = heightOf(await readdir(folder));
  for await (const { number, content } of blocks(BigInt(height))) {
    const file = join(folder, `${number}.block`);
    await writeFile(`${file}.draft`, content, { mode: 0o600, flush: true });
    await rename(`${file}.draft`, file);
    height = number + 1;
    onBlock(height);
  }
  return height;
}

/** Number of blocks that are there without a gap from block 0 on. */
function heightOf(names: readonly string[]): number {
  const numbers = new Set(names.flatMap((name) => NAME.exec(name)?.[1] ?? []).map(Number));
  let height = 0;
  while (numbers.has(height)) height += 1;
  return height;
}
