// SPDX-License-Identifier: Apache-2.0
import '../../channel/quiet-shim.js';
import { open, readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditRecord } from '../../../../network/embedded/audit/read-records.js';
import { blockNumber } from './block-number.js';

/** There are no blocks at a path. */
export class NoBlocks extends Error {
  override readonly name = 'NoBlocks';
  readonly path: string;

  constructor(path: string, options?: ErrorOptions) {
    super(`there is no block in ${path}`, options);
    this.path = path;
  }
}

/** What stands at the start of a block: field 1, the header. More is not read to know its number. */
const START = 256;

interface BlockFile {
  readonly path: string;
  /** Undefined where the file does not begin like a block. */
  readonly number: number | undefined;
}

/**
 * Exported blocks (`common.Block`), in the order of their numbers: a folder with a file each, whatever their names are, as
 * `onedoor network blocks` and `peer channel fetch` write them; or one such file. Files that begin otherwise count as damaged if
 * they are named like blocks (`.block`, `.pb`), and are passed over if not.
 * @throws {NoBlocks}
 */
export async function* blockFiles(path: string): AsyncGenerator<AuditRecord, void, undefined> {
  const files = await filesAt(path);
  if (files.length === 0) throw new NoBlocks(path);
  let due = 0;
  for (const { path: file, number } of files) {
    yield { number: number ?? due, content: await readFile(file), isDamaged: number === undefined };
    due = (number ?? due) + 1;
  }
}

async function filesAt(path: string): Promise<BlockFile[]> {
  const paths = await pathsAt(path);
  const files: BlockFile[] = [];
  for (const each of paths) {
    const number = await numberOf(each);
    if (number !== undefined || /\.(block|pb)$/u.test(each)) files.push({ path: each, number });
  }
  return files.sort((left, right) => (left.number ?? Infinity) - (right.number ?? Infinity) || 0);
}

async function pathsAt(path: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const entries = await readdir(path, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => join(path, name));
  } catch (cause) {
    throw new NoBlocks(path, { cause });
  }
}

async function numberOf(path: string): Promise<number | undefined> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(START), 0, START, 0);
    return blockNumber(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}
