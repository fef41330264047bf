// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditLedger } from '../../../network/embedded/audit/audit-ledger.js';
import type { LedgerAuditOptions } from '../../../network/embedded/audit/audit-ledger.js';
import type { LedgerFinding } from '../../../network/embedded/audit/ledger-finding.js';
import type { NetworkOptions } from '../../../network/embedded/index.js';

export interface Audited {
  readonly findings: readonly LedgerFinding[];
  readonly blocks: readonly number[];
  readonly signatures: number;
}

/** Audits the whole of a ledger in a work folder of its own. */
export async function audited(options: NetworkOptions, changes: Partial<LedgerAuditOptions> = {}): Promise<Audited> {
  const workFolder = await mkdtemp(join(tmpdir(), 'onedoor-audit-'));
  const findings: LedgerFinding[] = [];
  const blocks: number[] = [];
  let signatures = 0;
  try {
    for await (const audit of auditLedger({ ...options, workFolder, ...changes })) {
      findings.push(...audit.findings);
      if (audit.block !== undefined) blocks.push(audit.number);
      signatures += audit.signatures;
    }
  } finally {
    await rm(workFolder, { recursive: true });
  }
  return { findings, blocks, signatures };
}

/** Codes with their blocks, e.g. `DATA_HASH 3`. */
export function named({ findings }: Audited): string[] {
  return findings.map(({ code, block }) => `${code} ${block}`);
}
