// SPDX-License-Identifier: Apache-2.0
import { readFile, readdir, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { liveTables } from './live-tables.js';
import { readLogEnd } from './log-file.js';
import { findTableDamage } from './table-file.js';

/** As many bytes of tables are checked before a folder is opened, the newest first. */
const CHECKED_FIRST = 16 * 1024 * 1024;
/** Between two tables that are checked while the folder is in use, so that others have most of the processor. */
const PAUSE_MS = 10;

/** A file of LevelDB is not as it was written. */
export class LevelDamage extends Error {
  override readonly name = 'LevelDamage';
  /** A key at or behind the damaged ones, where it is known. */
  readonly lastKey: string | undefined;

  constructor(path: string, lastKey?: Buffer) {
    super(`${path} is damaged (checksum does not match)`);
    this.lastKey = lastKey?.toString();
  }
}

/**
 * Checks a folder of LevelDB before it is opened, since LevelDB gives out what it reads unchecked. A log is cut where it is
 * no longer sound, with the logs behind it: LevelDB would leave out records amid it and keep later ones. What is in logs can
 * be made again, so that the store is as it was a little earlier. Tables that the store is not made of are passed over: a
 * process that was killed leaves half-written ones.
 * @returns the tables that are too many to be checked now, for `checkTables`.
 * @throws {LevelDamage} a table, or the list of tables.
 */
export async function checkLevel(directory: string): Promise<readonly string[]> {
  const names = await namesIn(directory);
  for (const name of names.filter((each) => each.startsWith('MANIFEST-'))) {
    const path = join(directory, name);
    if (readLogEnd(await readFile(path)).state === 'altered') throw new LevelDamage(path);
  }
  await cutLogs(
    directory,
    names.filter((name) => name.endsWith('.log')),
  );
  const live = await liveTables(directory);
  const tables = names.filter((name) => isTable(name) && live?.has(Number.parseInt(name, 10)) !== false);
  let left = CHECKED_FIRST;
  while (left > 0 && tables.length > 0) {
    const path = join(directory, tables.pop() ?? '');
    left -= (await stat(path)).size;
    await checkTable(path);
  }
  return tables.map((name) => join(directory, name));
}

/** Checks tables one after the other, unhurriedly; those that are gone are passed over. @throws {LevelDamage} */
export async function checkTables(paths: readonly string[], signal: AbortSignal): Promise<void> {
  for (const path of paths) {
    await checkTable(path).catch(ignoreAbsent);
    await sleep(PAUSE_MS, undefined, { ref: false });
    if (signal.aborted) return;
  }
}

function isTable(name: string): boolean {
  return /\.(ldb|sst)$/u.test(name);
}

async function checkTable(path: string): Promise<void> {
  const damage = findTableDamage(await readFile(path));
  if (damage !== undefined) throw new LevelDamage(path, damage.lastKey);
}

async function cutLogs(directory: string, logs: readonly string[]): Promise<void> {
  let isCut = false;
  for (const name of logs) {
    const path = join(directory, name);
    if (isCut) {
      await rm(path);
      continue;
    }
    const { end, state } = readLogEnd(await readFile(path));
    isCut = state !== 'whole';
    if (isCut) await truncate(path, end);
  }
}

/** Files begin with their number, which rises. */
async function namesIn(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
  } catch (error) {
    ignoreAbsent(error);
    return [];
  }
}

function ignoreAbsent(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}
