// SPDX-License-Identifier: Apache-2.0
import type { DecodedBlock } from '../types.js';
import type { LedgerFinding } from './ledger-finding.js';

/** A block with everything that its bytes, its signatures and the blocks before it say about it. */
export interface AuditedBlock {
  readonly number: number;
  /** Absent where its bytes are no block. Its validation codes are those that were worked out, as far as they could be. */
  readonly block: DecodedBlock | undefined;
  readonly findings: readonly LedgerFinding[];
  /** How many signatures were verified. */
  readonly signatures: number;
}
