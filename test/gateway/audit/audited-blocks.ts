// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeCrypto } from '../../../chaincode/fabric/node-crypto.js';
import { mspIdOf } from '../../../chaincode/domain/names.js';
import type { AuditFinding } from '../../../gateway/audit/audit-finding.js';
import { BlockAudit } from '../../../gateway/audit/block-audit.js';
import { blockOf } from '../../../gateway/ledger/channel/block-of.js';
import type { LedgerBlock } from '../../../gateway/ledger/ledger.js';
import type { EmbeddedNetwork } from '../../../network/embedded/index.js';
import { DEPARTMENTS } from '../../chaincode/support/district.js';

const title = { zh: '-', en: '-' };
const DEFINITION = {
  channel: 'district',
  chaincode: 'onedoor',
  departments: DEPARTMENTS.map((code) => ({ code, mspId: mspIdOf(code), title, bodies: [] })),
};

/** The blocks of a network as the audit gets them. */
export async function blocksOf(network: EmbeddedNetwork): Promise<LedgerBlock[]> {
  const blocks: LedgerBlock[] = [];
  for (let number = 0n; number < network.height; number += 1n) {
    blocks.push(blockOf(DEFINITION, await network.block(number)));
  }
  return blocks;
}

/** Audits blocks in a folder of its own; `then` looks at what is left there. */
export async function auditBlocks(
  blocks: readonly LedgerBlock[],
  then: (audit: BlockAudit, folder: string) => Promise<AuditFinding[]> = () => Promise.resolve([]),
): Promise<AuditFinding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'onedoor-audit-'));
  const audit = await BlockAudit.open({ file: join(folder, 'audit.sqlite'), verify: nodeCrypto.verify });
  try {
    const findings: AuditFinding[] = [];
    for (const block of blocks) findings.push(...(await audit.audit(block)));
    return [...findings, ...audit.end(), ...(await then(audit, folder))];
  } finally {
    await audit.close();
    await rm(folder, { recursive: true });
  }
}
