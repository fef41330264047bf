// SPDX-License-Identifier: Apache-2.0
import { readFile, rename, writeFile } from 'node:fs/promises';
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

export async function writeLedgerSeen(file: string, seen: LedgerSeen): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(seen)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
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
