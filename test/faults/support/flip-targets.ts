// SPDX-License-Identifier: Apache-2.0
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HEADER_SIZE, readHeader } from '../../../network/embedded/blocks/record.js';
import { repairTail } from '../../../network/embedded/blocks/tail.js';

/** A file in which bits are flipped. */
export interface Target {
  /** `blocks.dat`, `journal`, or the folder of LevelDB. */
  readonly store: string;
  /** Below the folder of the network. */
  readonly path: string;
  /** Bytes that may be hit, from the start. */
  readonly size: number;
  /** Which block stands where, for files of blocks. */
  readonly blocks: readonly { readonly number: number; readonly at: number; readonly end: number }[];
}

const RECORD_FILES = { 'blocks.dat': 1, journal: 512 };
const LEVELS = ['index', 'state', 'private'];
/** What LevelDB writes for people and locks with; nothing reads it. */
const UNREAD = ['LOG', 'LOG.old', 'LOCK'];

/** Everything in a network's folder that holds the ledger. */
export async function flipTargets(directory: string): Promise<Target[]> {
  const files = Object.entries(RECORD_FILES).map(([path, align]) => recordFile(directory, path, align));
  const folders = await Promise.all(LEVELS.map((store) => levelFiles(directory, store)));
  return [...(await Promise.all(files)), ...folders.flat()];
}

async function recordFile(directory: string, path: string, align: number): Promise<Target> {
  const bytes = await readFile(join(directory, path));
  const { records } = repairTail(bytes, readHeader(bytes)?.number ?? 0, align);
  const blocks = records.map(({ number, at, length }) => ({ number, at, end: at + HEADER_SIZE + length }));
  // Of the zeros behind the records of a journal a few sectors will do.
  const size = path === 'journal' ? (blocks.at(-1)?.end ?? 0) + 4096 : bytes.length;
  return { store: path, path, size, blocks };
}

async function levelFiles(directory: string, store: string): Promise<Target[]> {
  const names = (await readdir(join(directory, store))).filter((name) => !UNREAD.includes(name));
  const targets = names.map(async (name) => {
    const path = join(store, name);
    return { store, path, size: (await stat(join(directory, path))).size, blocks: [] };
  });
  return (await Promise.all(targets)).filter(({ size }) => size > 0);
}
