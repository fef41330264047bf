// SPDX-License-Identifier: Apache-2.0
import { chmod, cp, mkdir, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LedgerStore } from './blocks/ledger-store.js';
import { readLedgerBlocks } from './blocks/read-ledger-blocks.js';
import { NetworkError } from './errors.js';
import { readBlock } from './protocol/read-block.js';

/** How far a backup reaches. */
export interface BackupPoint {
  /** Number of blocks. */
  readonly height: bigint;
  /** Hash of the last of them. */
  readonly hash: Uint8Array;
}

/**
 * Copies blocks, private values and identities as of one block into a folder that is not there yet, while the network
 * goes on, and reads every block of the copy again. What is derived from the blocks is left out: opening the copy makes it.
 * @throws {NetworkError} if the copy is not whole.
 */
export async function backupNetwork(store: LedgerStore, directory: string, target: string): Promise<BackupPoint> {
  const frozen = store.freeze();
  try {
    await mkdir(target, { mode: 0o700 });
    await copyStart(frozen.blocks.path, join(target, 'blocks.dat'), frozen.blocks.size);
    await frozen.privateValues.copyTo(join(target, 'private'));
  } finally {
    await frozen.privateValues.release();
  }
  // A file that is being replaced at this moment has its old or its new name; half written ones end in `.new`.
  const isWhole = (path: string): boolean => !path.endsWith('.new');
  await cp(join(directory, 'identities'), join(target, 'identities'), { recursive: true, filter: isWhole });
  await closeToOthers(target);
  return lastOf(target, frozen.height);
}

async function copyStart(source: string, target: string, size: number): Promise<void> {
  const [from, to] = [await open(source, 'r'), await open(target, 'wx', 0o600)];
  try {
    const window = Buffer.allocUnsafeSlow(4 * 1024 * 1024);
    for (let at = 0; at < size;) {
      const { bytesRead } = await from.read(window, 0, Math.min(window.length, size - at), at);
      if (bytesRead === 0) throw new NetworkError(`${source} ends before byte ${size}`);
      await to.writeFile(window.subarray(0, bytesRead));
      at += bytesRead;
    }
    await to.sync();
  } finally {
    await from.close();
    await to.close();
  }
}

async function closeToOthers(folder: string): Promise<void> {
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await closeToOthers(path);
    else await chmod(path, 0o600);
  }
}

async function lastOf(target: string, height: number): Promise<BackupPoint> {
  let found = 0;
  let hash: Uint8Array = new Uint8Array();
  for await (const { number, bytes } of readLedgerBlocks(target)) {
    found = number + 1;
    if (found === height) hash = readBlock(bytes).hash;
  }
  if (found !== height) throw new NetworkError(`the copy holds ${found} blocks instead of ${height}`);
  return { height: BigInt(height), hash };
}
