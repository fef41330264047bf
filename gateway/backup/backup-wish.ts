// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import type { Home } from '../home.js';

/**
 * What somebody on this machine asks of the process that serves a home: a backup. Asked by a file in the home, which only its
 * owner can write and who could copy everything anyway; so no route can be misused for it, from wherever.
 */
const BackupWish = Type.Object({ id: Type.String(), target: Type.String() });
type BackupWish = Static<typeof BackupWish>;

const BackupOutcome = Type.Object({ id: Type.String(), fault: Type.Optional(Type.String()) });
type BackupOutcome = Static<typeof BackupOutcome>;

/** How often the one who serves looks for a wish: it does so for as long as it runs. */
const LOOK_EVERY_MS = 1_000;
const POLL_MS = 200;
/** A process that takes wishes takes one within this time. */
const TAKEN_WITHIN_MS = 30_000;

/** Makes the backups that are asked for, one at a time; a fault is the asker's to know. */
export function serveBackups(home: Home, backup: (target: string) => Promise<unknown>): { stop(): Promise<void> } {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= serveOne(home, backup).finally(() => {
      running = undefined;
    });
  }, LOOK_EVERY_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

async function serveOne(home: Home, backup: (target: string) => Promise<unknown>): Promise<void> {
  const wish = await readAs(BackupWish, home.backupWish);
  if (wish === undefined) return;
  await rm(home.backupWish, { force: true });
  const outcome = await backup(wish.target).then(
    () => ({ id: wish.id }),
    (error: unknown) => ({ id: wish.id, fault: error instanceof Error ? error.message : String(error) }),
  );
  await writeWhole(home.backupOutcome, outcome).catch(() => undefined); // whoever asked sees that no answer comes
}

/**
 * Asks the process that serves the home for a backup and waits for its end.
 * @throws {Error} with its words where it failed; where `isServed` says that nobody serves the home any more.
 */
export async function wishBackup(home: Home, target: string, isServed: () => Promise<boolean>): Promise<void> {
  const wish: BackupWish = { id: randomUUID(), target };
  await writeWhole(home.backupWish, wish);
  try {
    const { fault } = await outcomeOf(wish, home, isServed);
    if (fault !== undefined) throw new Error(fault);
  } finally {
    await rm(home.backupWish, { force: true });
    await rm(home.backupOutcome, { force: true });
  }
}

async function outcomeOf({ id }: BackupWish, home: Home, isServed: () => Promise<boolean>): Promise<BackupOutcome> {
  const asked = Date.now();
  for (;;) {
    const outcome = await readAs(BackupOutcome, home.backupOutcome);
    if (outcome?.id === id) return outcome;
    if (existsSync(home.backupWish) && Date.now() - asked > TAKEN_WITHIN_MS) {
      throw new Error('whoever serves this home does not make backups; it may be of an earlier version: restart it');
    }
    if (!(await isServed())) throw new Error('the gateway ended before the backup was complete');
    await sleep(POLL_MS);
  }
}

async function writeWhole(file: string, value: object): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(value), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

async function readAs<T extends typeof BackupWish | typeof BackupOutcome>(
  shape: T,
  file: string,
): Promise<Static<T> | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    return Value.Check(shape, value) ? value : undefined;
  } catch {
    return undefined; // not there
  }
}
