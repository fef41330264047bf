// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { homeAt } from '../../gateway/home.js';
import type { Home } from '../../gateway/home.js';
import { LedgerSeenUnreadable, readLedgerSeen } from '../../gateway/ledger-seen.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import { localConfig } from '../local/local-home.js';
import { seenUnreadable } from '../start/opening-failure.js';
import { auditOf } from './ledger-source.js';
import type { LedgerNamed } from './ledger-source.js';
import type { AuditWish } from './run-audit.js';

/** What a user says about an audit; without a ledger that is named, that of the home. */
export interface AuditOptions extends LedgerNamed {
  readonly from?: number;
  readonly to?: number;
  readonly home?: string;
  readonly expectHeight?: number;
  readonly expectHash?: string;
}

/** @throws {CommandFailure} the ledger is not there, or options do not go together. */
export async function wishOf(options: AuditOptions): Promise<AuditWish> {
  const { home: folder, from, to } = options;
  const config = localConfig(folder === undefined ? {} : { ONEDOOR_HOME: resolve(folder) });
  const home = homeAt(config.home);
  const isHome = options.ledgerFolder === undefined && options.blocks === undefined;
  const expected = notedHead(options) ?? (isHome && to === undefined ? await seenHead(home) : undefined);
  return {
    audit: auditOf(options, config, home),
    ...(isHome && { readModel: home.readModel }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(expected && { expected }),
  };
}

type NotedHead = NonNullable<AuditWish['expected']>;

function notedHead({ expectHeight: height, expectHash }: AuditOptions): NotedHead | undefined {
  if (height !== undefined) return { height, ...(expectHash === undefined ? {} : { hash: expectHash }) };
  if (expectHash === undefined) return undefined;
  throw new CommandFailure(EXIT.USAGE, {
    zh: '--expect-hash 需与 --expect-height 一起使用。',
    en: '--expect-hash goes with --expect-height.',
  });
}

/** What the home itself has noted. */
async function seenHead(home: Home): Promise<NotedHead | undefined> {
  const seen = await readLedgerSeen(home.ledgerSeen).catch((error: unknown) => {
    throw error instanceof LedgerSeenUnreadable ? seenUnreadable(error) : error;
  });
  return seen && { height: seen.height, hash: Buffer.from(seen.hash, 'base64url').toString('hex') };
}
