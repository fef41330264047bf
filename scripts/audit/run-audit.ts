// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AUDITED_TABLES, auditHome } from '../../gateway/audit-home.js';
import type { HomeAuditOptions, HomeFinding } from '../../gateway/audit-home.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import type { AuditProgress } from './audit-progress.js';
import { sourceFailure } from './ledger-source.js';

export type AuditWish = Omit<HomeAuditOptions, 'workFolder'>;

/** What came of an audit. */
export interface AuditReport {
  readonly from: number;
  /** Number of blocks that were replayed, and the hash of the last of them: what an auditor notes. */
  readonly height: number;
  readonly head: string | null;
  readonly transactions: number;
  readonly signatures: number;
  readonly seconds: number;
  readonly readModelCompared: boolean;
  readonly findings: number;
}

/**
 * Audits a ledger in a temporary folder, which is removed.
 * @param onFinding told of every difference as it is found: there may be more than memory holds.
 * @param afterwards gets the file of the tables that the blocks gave, before it is removed.
 */
export async function runAudit(
  wish: AuditWish,
  progress: AuditProgress,
  onFinding: (finding: HomeFinding) => void,
  signal?: AbortSignal,
  afterwards?: (tables: string) => Promise<void>,
): Promise<AuditReport> {
  const workFolder = await mkdtemp(join(tmpdir(), 'onedoor-audit-'));
  const started = Date.now();
  const sum = { height: 0, transactions: 0, signatures: 0, findings: 0, readModelCompared: false };
  let head: string | null = null;
  try {
    for await (const step of auditHome({ ...wish, workFolder })) {
      sum.height = Math.max(sum.height, step.block + 1);
      head = step.hash ?? head;
      sum.transactions += step.transactions;
      sum.signatures += step.signatures;
      sum.findings += step.findings.length;
      sum.readModelCompared ||= step.comparedReadModel === true;
      step.findings.forEach(onFinding);
      progress.show(sum);
      if (signal?.aborted === true) throw new CommandFailure(EXIT.INTERRUPTED, { zh: '已中断。', en: 'Interrupted.' });
    }
    await afterwards?.(join(workFolder, AUDITED_TABLES));
  } catch (error) {
    throw sourceFailure(error) ?? error;
  } finally {
    progress.end();
    await rm(workFolder, { recursive: true, force: true });
  }
  return { from: wish.from ?? 0, head, seconds: (Date.now() - started) / 1000, ...sum };
}
