// SPDX-License-Identifier: Apache-2.0
import type { NetworkDefinition } from '../../../network/definitions/definition.js';
import type { BlocksAuditOptions } from '../../../network/embedded/audit/audit-blocks.js';
import type { AuditedBlock } from '../../../network/embedded/audit/audited-block.js';
import type { LedgerFinding } from '../../../network/embedded/audit/ledger-finding.js';
import type { LedgerBlock } from '../ledger.js';
import { blockOf } from './block-of.js';

/** A block with what its bytes, its signatures and the blocks before it say about it. */
export interface AuditedLedgerBlock {
  readonly number: number;
  /** Absent where it cannot be read. Its validation codes were worked out again. */
  readonly block: LedgerBlock | undefined;
  /** SHA-256 of its header, hexadecimal. */
  readonly hash: string | undefined;
  readonly findings: readonly LedgerFinding[];
  readonly signatures: number;
}

/** Replays a ledger, wherever its blocks come from. */
export type LedgerAudit = (options: BlocksAuditOptions) => AsyncIterable<AuditedLedgerBlock>;

/** As the gateway sees what was audited. */
export async function* auditedLedgerBlocks(
  definition: NetworkDefinition,
  audited: AsyncIterable<AuditedBlock>,
): AsyncGenerator<AuditedLedgerBlock, void, undefined> {
  for await (const { block, ...each } of audited) {
    yield {
      ...each,
      block: block && blockOf(definition, block),
      hash: block && Buffer.from(block.hash).toString('hex'),
    };
  }
}
