// SPDX-License-Identifier: Apache-2.0
import type { NetworkDefinition } from '../../../network/definitions/definition.js';
import { auditLedger } from '../../../network/embedded/audit/audit-ledger.js';
import { auditedLedgerBlocks } from '../channel/audited-ledger-block.js';
import type { LedgerAudit } from '../channel/audited-ledger-block.js';
import { networkOf } from './network-of.js';

/** Replays the blocks in a folder; whoever serves them may go on. */
export function auditEmbeddedLedger(definition: NetworkDefinition, directory: string): LedgerAudit {
  return (options) => {
    const audited = auditLedger({ ...networkOf(definition), ...options, directory });
    return auditedLedgerBlocks(definition, audited);
  };
}
