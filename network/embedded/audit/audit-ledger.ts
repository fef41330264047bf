// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { auditBlocks } from './audit-blocks.js';
import type { BlocksAuditOptions } from './audit-blocks.js';
import type { AuditedBlock } from './audited-block.js';
import { embeddedKind } from './embedded-kind.js';
import type { EmbeddedChannel } from './embedded-kind.js';
import { readRecords } from './read-records.js';

export interface LedgerAuditOptions extends EmbeddedChannel, BlocksAuditOptions {
  /** Folder of the ledger. Nothing in it is changed or locked; whoever serves it may go on. */
  readonly directory: string;
}

/** Replays the ledger of an embedded network from its block file alone. */
export function auditLedger(options: LedgerAuditOptions): AsyncGenerator<AuditedBlock, void, undefined> {
  return auditBlocks(embeddedKind(options), readRecords(join(options.directory, 'blocks.dat')), options);
}
