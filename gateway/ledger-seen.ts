// SPDX-License-Identifier: Apache-2.0
import { constants } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import type { Ledger } from './ledger/ledger.js';

/** How far this home has seen its ledger: kept outside the ledger's folder, so that an older copy in its place is noticed. */
const LedgerSeen = Type.Object({
  /** Number of blocks. */
  height: Type.Integer({ minimum: 1 }),
  /** Hash of the last of them, base64url. */
  hash: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
});
type LedgerSeen = Static<typeof LedgerSeen>;

/** The ledger is not the one that this home has seen, or an earlier state of it. */
export class LedgerPutBack extends Error {
  override readonly name = 'LedgerPutBack';
  readonly seen: LedgerSeen;
  /** Number of blocks here. */
  readonly height: bigint;

  constructor(seen: LedgerSeen, height: bigint, file: string) {
    super(
      height < BigInt(seen.height)
        ? `the ledger has ${height} blocks here, but ${seen.height} were acknowledged: it is an older copy, and what came after is lost. ` +
            `Restore the newest backup; to go on from here knowingly, remove ${file}`
        : `block ${seen.height - 1} of the ledger is not the one that was acknowledged: it was replaced. ` +
            `Find out by whom, and restore a backup; to go on from here knowingly, remove ${file}`,
    );
    this.seen = seen;
    this.height = height;
  }
}

/** There is a note, but nobody can say of which block: an older ledger in the place of a newer one would go unnoticed. */
export class LedgerSeenUnreadable extends Error {
  override readonly name = 'LedgerSeenUnreadable';
  readonly file: string;

  constructor(file: string, cause: unknown) {
    super(
      `${file} cannot be read, so nobody can say whether the ledger is an older copy. Audit it against a head that was noted ` +
        `elsewhere (onedoor audit --expect-height … --expect-hash …), then remove that file`,
      { cause },
    );
    this.file = file;
  }
}

/**
 * `undefined` where nothing was noted yet. A power cut can leave the first note of a home empty, in bytes or in zeros.
 * @throws {LedgerSeenUnreadable} it is there and is no note.
 */
export async function readLedgerSeen(file: string): Promise<LedgerSeen | undefined> {
  try {
    const text = (await readFile(file, 'utf8')).replaceAll('\0', '');
    return text === '' ? undefined : Value.Parse(LedgerSeen, JSON.parse(text));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new LedgerSeenUnreadable(file, error);
  }
}

/** Always as many bytes, so that one write replaces the last note: no moment is without one, and no other file is needed. */
const NOTE_BYTES = 128;

export async function writeLedgerSeen(path: string, { height, hash }: LedgerSeen): Promise<void> {
  const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    await file.write(`${JSON.stringify({ height, hash }).padEnd(NOTE_BYTES - 1)}\n`, 0);
  } finally {
    await file.close();
  }
}

/** @throws {LedgerPutBack | LedgerSeenUnreadable} the ledger does not hold the block that was noted, or which one cannot be read. */
export async function demandLedgerSeen(file: string, ledger: Ledger): Promise<void> {
  const seen = await readLedgerSeen(file);
  if (seen === undefined) return;
  const height = await ledger.height();
  if (height < BigInt(seen.height)) throw new LedgerPutBack(seen, height, file);
  for await (const { hash } of ledger.blocks({ from: BigInt(seen.height - 1) })) {
    if (hash !== seen.hash) throw new LedgerPutBack(seen, height, file);
    return;
  }
}
