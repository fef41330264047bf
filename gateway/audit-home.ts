// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { nodeCrypto } from '../chaincode/fabric/node-crypto.js';
import type { AuditFinding } from './audit/audit-finding.js';
import { BlockAudit } from './audit/block-audit.js';
import type { AuditedLedgerBlock, LedgerAudit } from './ledger/channel/audited-ledger-block.js';
import { appliedHeight } from './readmodel/queries/counts.js';
import { openReadModel } from './readmodel/read-model.js';
import { ReadModelMismatch } from './readmodel/read-model-mismatch.js';
import { copySqlite } from './sqlite/copy-sqlite.js';

/** A difference that an audit names, in the ledger itself or in what the agreement makes of it. */
export type HomeFinding = AuditedLedgerBlock['findings'][number] | AuditFinding;
export type FindingCode = HomeFinding['code'];

export type HomeAuditOptions = Parameters<LedgerAudit>[0] & {
  /** Of whichever ledger; it is asked for what `from`, `to` and `expected` say. */
  readonly audit: LedgerAudit;
  /** The tables that a gateway serves; compared as of the block that they show. Default: not compared. */
  readonly readModel?: string;
};

/** File in the work folder: the tables that the blocks give. */
export const AUDITED_TABLES = 'audit.sqlite';

/** What was audited in one step, mostly one block. */
export interface HomeAuditStep {
  readonly block: number;
  /** Of its header; absent where it cannot be read. */
  readonly hash: string | undefined;
  readonly transactions: number;
  readonly signatures: number;
  readonly findings: readonly HomeFinding[];
  /** Set once the tables that are served were compared. */
  readonly comparedReadModel?: true;
}

/**
 * Replays a ledger from its blocks alone, served or not: first what its bytes and signatures say, then what
 * the agreement makes of it. Findings outside `from` and `to` are left out. Where a block cannot be read, nothing after it can be held
 * against the agreement any more, and only bytes and signatures are checked.
 */
export async function* auditHome(options: HomeAuditOptions): AsyncGenerator<HomeAuditStep, void, undefined> {
  const { audit, workFolder, from = 0 } = options;
  const isAsked = ({ block }: HomeFinding): boolean => block >= from;
  // Before the blocks, which are written first: so the tables are never ahead of them.
  const served = await servedTables(options);
  const agreement = await BlockAudit.open({ file: join(workFolder, AUDITED_TABLES), verify: nodeCrypto.verify });
  const last = { isWhole: true, number: 0, isCompared: false };
  try {
    for await (const audited of audit(options)) {
      const { number, block, hash, findings, signatures } = audited;
      last.number = number;
      last.isWhole &&= isFollowed(audited);
      const { found, compared } = last.isWhole
        ? await heldAgainst(agreement, audited, served)
        : { found: [], compared: false };
      last.isCompared ||= compared;
      const step = { block: number, hash, transactions: block?.transactions.length ?? 0, signatures };
      const all = { ...step, findings: [...findings, ...found].filter(isAsked) };
      yield compared ? { ...all, comparedReadModel: true } : all;
    }
    const beyond = options.to === undefined ? beyondLedger(served, last) : [];
    const findings = [...agreement.end(), ...beyond].filter(isAsked);
    yield { block: last.number, hash: undefined, transactions: 0, signatures: 0, findings };
  } finally {
    await agreement.close();
  }
}

/** Whether the blocks up to this one are all known. */
function isFollowed({ block, findings }: AuditedLedgerBlock): boolean {
  return block !== undefined && !findings.some(({ code }) => code === 'REPLAY_STOPPED');
}

interface ServedTables {
  readonly file: string;
  /** Number of blocks that they show; -1 where they cannot be read. */
  readonly height: number;
  /** Why they cannot be read. */
  readonly fault?: string;
}

async function heldAgainst(
  agreement: BlockAudit,
  { number, block }: AuditedLedgerBlock,
  served: ServedTables | undefined,
): Promise<{ found: AuditFinding[]; compared: boolean }> {
  const found = block === undefined ? [] : await agreement.audit(block);
  if (served?.height !== number + 1) return { found, compared: false };
  return { found: [...found, ...(await agreement.compare(served.file, number))], compared: true };
}

/** Tables that cannot be read, or say a height which the ledger does not have, were not made by its blocks, whatever they hold. */
function beyondLedger(
  served: ServedTables | undefined,
  { isWhole, isCompared, number }: { readonly isWhole: boolean; readonly isCompared: boolean; readonly number: number },
): AuditFinding[] {
  if (served === undefined || !isWhole || isCompared) return [];
  const said = `the tables that are served say that they show ${served.height} blocks, the ledger has ${number + 1}`;
  const detail = served.fault === undefined ? said : `the tables that are served cannot be read: ${served.fault}`;
  return [{ code: 'READ_MODEL_DIFFERS', block: number, detail }];
}

/** A copy of the tables as they are now; `undefined` if there are none, or another version filled them. */
async function servedTables({ readModel, workFolder }: HomeAuditOptions): Promise<ServedTables | undefined> {
  if (readModel === undefined || !existsSync(readModel)) return undefined;
  const file = join(workFolder, 'served.sqlite');
  try {
    copySqlite(readModel, file); // reads all of it, so that damage shows here
    const database = await openReadModel(file);
    try {
      return { file, height: Number(await appliedHeight(database)) };
    } finally {
      await database.destroy();
    }
  } catch (error) {
    if (error instanceof ReadModelMismatch) return undefined;
    const { code, message } = error as { readonly code?: string; readonly message: string };
    if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB') return { file, height: -1, fault: message };
    throw error;
  }
}
