// SPDX-License-Identifier: Apache-2.0
import type { NetworkDefinition } from '../../../network/definitions/definition.js';
import { auditLedger, type LedgerAuditOptions } from '../../../network/embedded/audit/audit-ledger.js';
import type { LedgerFinding } from '../../../network/embedded/audit/ledger-finding.js';
import type { LedgerBlock } from '../ledger.js';
import { blockOf } from '../channel/block-of.js';
import { networkOf } from './network-of.js';

/** A block of an embedded ledger with what its bytes and signatures say about it. */
export interface AuditedLedgerBlock {
  readonly number: number;
  /** Absent where it cannot be read. Its validation codes were worked out again. */
  readonly block: LedgerBlock | undefined;
  /** SHA-256 of its header, hexadecimal. */
  readonly hash: string | undefined;
  readonly findings: readonly LedgerFinding[];
  readonly signatures: number;
}

export type EmbeddedAuditOptions = Pick<LedgerAuditOptions, 'directory' | 'workFolder' | 'from' | 'to' | 'expected'>;

/** Replays the blocks in a folder; whoever serves them may go on. */
export async function* auditEmbeddedLedger(
  definition: NetworkDefinition,
  options: EmbeddedAuditOptions,
): AsyncGenerator<AuditedLedgerBlock, void, undefined> {
  for await (const { block, ...audited } of auditLedger({ ...networkOf(definition), ...options })) {
    yield {
      ...audited,
      block: block && blockOf(definition, block),
      hash: block && Buffer.from(block.hash).toString('hex'),
    };
  }
}
