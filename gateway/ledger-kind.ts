// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Home } from './home.js';
import type { Ledger } from './ledger/ledger.js';

const LEDGER_KINDS = ['embedded', 'fabric'] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

/** A home belongs to one ledger: what lies in it means nothing to another. */
export class LedgerKindMismatch extends Error {
  override readonly name = 'LedgerKindMismatch';
  readonly folder: string;
  readonly kind: LedgerKind;

  constructor(folder: string, kind: LedgerKind, asked: LedgerKind) {
    super(
      `${folder} belongs to the ${kind} ledger and cannot be opened with the ${asked} one; name another home for it`,
    );
    this.folder = folder;
    this.kind = kind;
  }
}

/** The channel begins with another block than the one that this home was first opened with. */
export class OtherChannel extends Error {
  override readonly name = 'OtherChannel';

  constructor(folder: string) {
    super(`${folder} belongs to another channel than the one that runs: its first block is not the same`);
  }
}

/**
 * The ledger of a home: the one that it was first opened with. A new one gets what is asked for; default: embedded.
 * @throws {LedgerKindMismatch}
 */
export function ledgerKindOf(home: Home, asked?: LedgerKind): LedgerKind {
  const kept = readNote(home)?.kind;
  if (kept !== undefined && asked !== undefined && kept !== asked)
    throw new LedgerKindMismatch(home.folder, kept, asked);
  return kept ?? asked ?? 'embedded';
}

/**
 * From now on the home belongs to this ledger; of Fabric to this very channel.
 * @throws {OtherChannel} it belongs to one that began otherwise.
 */
export async function keepLedger(home: Home, kind: LedgerKind, ledger: Pick<Ledger, 'blocks'>): Promise<void> {
  const note = readNote(home);
  if (kind === 'embedded' && note !== undefined) return;
  const first = kind === 'fabric' ? await firstHash(ledger) : undefined;
  if (note?.first !== undefined && note.first !== first) throw new OtherChannel(home.folder);
  if (note?.first !== undefined) return;
  await writeFile(home.ledgerKind, `${[kind, ...(first === undefined ? [] : [first])].join(' ')}\n`, {
    mode: 0o600,
    flush: true,
  });
}

interface LedgerNote {
  readonly kind: LedgerKind;
  /** Hash of the channel's first block, base64url. */
  readonly first?: string;
}

/** `undefined` for a home that was never opened. One without the note has an embedded ledger: there was no other. */
function readNote(home: Home): LedgerNote | undefined {
  const text = existsSync(home.ledgerKind) ? readFileSync(home.ledgerKind, 'utf8').trim() : '';
  const [name, first] = text.split(' ');
  const kind = LEDGER_KINDS.find((one) => one === name);
  if (kind !== undefined) return { kind, ...(first === undefined ? {} : { first }) };
  return existsSync(join(home.ledger, 'blocks.dat')) ? { kind: 'embedded' } : undefined;
}

async function firstHash(ledger: Pick<Ledger, 'blocks'>): Promise<string | undefined> {
  for await (const { hash } of ledger.blocks({ from: 0n })) return hash;
  return undefined;
}
