// SPDX-License-Identifier: Apache-2.0
import { constants } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import type { Ledger } from './ledger/ledger.js';

/** How far this home has seen its ledger: kept outside the ledger's folder, so that an older copy in its place is noticed. */
export const LedgerSeen = Type.Object({
  /** Number of blocks. */
  height: Type.Integer({ minimum: 1 }),
  /** Hash of the last of them, base64url. */
  hash: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
});
export type LedgerSeen = Static<typeof LedgerSeen>;

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

/** `undefined` where nothing was noted yet. */
export async function readLedgerSeen(file: string): Promise<LedgerSeen | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return Value.Parse(LedgerSeen, JSON.parse(text));
  } catch {
    return undefined; // not ours, or of another version
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

/** @throws {LedgerPutBack} if the ledger does not hold the block that was noted. */
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
