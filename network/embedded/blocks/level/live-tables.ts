// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { logRecords } from './log-file.js';
import { readVarint } from './snappy.js';

/**
 * Numbers of the tables that a folder of LevelDB is made of, as its manifest lists them. A table that is not among them was
 * being written when the process ended, or is no longer needed: LevelDB never reads it and removes it when it opens.
 * `undefined` where there is no manifest.
 */
export async function liveTables(directory: string): Promise<ReadonlySet<number> | undefined> {
  const manifest = await readManifest(directory);
  if (manifest === undefined) return undefined;
  const live = new Set<number>();
  for (const edit of logRecords(manifest)) applyEdit(edit, live);
  return live;
}

async function readManifest(directory: string): Promise<Buffer | undefined> {
  try {
    const current = await readFile(join(directory, 'CURRENT'), 'utf8');
    return await readFile(join(directory, current.trimEnd()));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** What each tag of an edit is followed by: a number, text with its length, or several of them. */
const FIELDS: ReadonlyMap<number, readonly ('number' | 'text')[]> = new Map([
  [1, ['text']], // comparator
  [2, ['number']], // log
  [3, ['number']], // next file
  [4, ['number']], // last sequence
  [5, ['number', 'text']], // where compaction goes on
  [6, ['number', 'number']], // deleted: level, file
  [7, ['number', 'number', 'number', 'text', 'text']], // new: level, file, size, first and last key
  [9, ['number']], // log before
]);
const DELETED = 6;
const NEW = 7;

/** One edit of LevelDB's version (db/version_edit). @throws {RangeError} on a tag that LevelDB does not have. */
function applyEdit(edit: Buffer, live: Set<number>): void {
  let at = 0;
  while (at < edit.length) {
    const tag = readVarint(edit, at);
    at = tag.end;
    const numbers: number[] = [];
    const fields = FIELDS.get(tag.value);
    if (fields === undefined) throw new RangeError(`a manifest with the unknown tag ${tag.value}`);
    for (const field of fields) {
      const { value, end } = readVarint(edit, at);
      if (field === 'number') numbers.push(value);
      at = field === 'text' ? end + value : end;
    }
    const [, file = 0] = numbers;
    if (tag.value === NEW) live.add(file);
    if (tag.value === DELETED) live.delete(file);
  }
}
