// SPDX-License-Identifier: Apache-2.0
import type { NetworkDefinition } from '../../../../network/definitions/definition.js';
import { auditBlocks } from '../../../../network/embedded/audit/audit-blocks.js';
import { fabricKind } from '../../../../network/embedded/audit/fabric/fabric-kind.js';
import type { AuditRecord } from '../../../../network/embedded/audit/read-records.js';
import { auditedLedgerBlocks } from '../../channel/audited-ledger-block.js';
import type { LedgerAudit } from '../../channel/audited-ledger-block.js';

/**
 * Replays blocks of a Fabric channel, from a peer or exported: nothing but them is needed, whoever handed them over.
 * @param records from block 0 on, in order.
 */
export function auditFabricLedger(definition: NetworkDefinition, records: AsyncIterable<AuditRecord>): LedgerAudit {
  return (options) => {
    const audited = auditBlocks(fabricKind(definition.channel, definition.chaincode), records, options);
    return auditedLedgerBlocks(definition, audited);
  };
}
