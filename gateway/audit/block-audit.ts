// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { VerifySignature } from '../../chaincode/domain/access/verify-ticket.js';
import type { LedgerBlock, LedgerTransaction } from '../ledger/ledger.js';
import { applyWhole } from '../readmodel/apply/apply-whole.js';
import { listDisbelieved } from '../readmodel/queries/disbelieved.js';
import { openReadModel } from '../readmodel/read-model.js';
import type { ReadModelDatabase } from '../readmodel/tables.js';
import type { AuditFinding, Tell } from './audit-finding.js';
import { checkDiaries, DiaryHeads } from './check-diaries.js';
import { checkDocuments } from './check-documents.js';
import { checkStamps } from './check-stamps.js';
import { compareTables } from './compare-tables.js';
import { believed, judgeTransaction } from './judged-transaction.js';
import { KnownCatalogue } from './known-catalogue.js';
import { TimeCheck } from './time-check.js';
import { UnstampedDocuments } from './unstamped-documents.js';

export interface BlockAuditOptions {
  /** A file for the tables that the blocks give; not there yet. The caller removes it. */
  readonly file: string;
  /** ECDSA P-256 over text, as the agreement's chaincode verifies tickets. */
  readonly verify: VerifySignature;
  /** By how much a transaction may leave its neighbours; default 60, the window that endorsing peers admit. */
  readonly windowSeconds?: number;
}

/**
 * Holds the blocks of a ledger, one after the other from block 0, against the agreement: what is not believed and why, diaries,
 * stamps, times, decisions, verdicts. Knows no ledger: blocks come decoded, with validation codes that somebody has checked.
 */
export class BlockAudit {
  readonly #database: ReadModelDatabase;
  readonly #unstamped: UnstampedDocuments;
  readonly #verify: VerifySignature;
  readonly #catalogue: KnownCatalogue;
  readonly #times: TimeCheck;
  #disbelieved = 0;

  private constructor(database: ReadModelDatabase, unstamped: UnstampedDocuments, options: BlockAuditOptions) {
    this.#database = database;
    this.#unstamped = unstamped;
    this.#verify = options.verify;
    this.#catalogue = new KnownCatalogue(database);
    this.#times = new TimeCheck(options.windowSeconds ?? 60);
  }

  static async open(options: BlockAuditOptions): Promise<BlockAudit> {
    const database = await openReadModel(options.file);
    // Nobody needs these tables after a crash.
    await sql`PRAGMA synchronous = OFF`.execute(database);
    // Asked by the audit alone, once for every entry that is stated again.
    await sql`CREATE INDEX recordsByEntry ON records (entryKeyHash)`.execute(database);
    return new BlockAudit(database, await UnstampedDocuments.open(database), options);
  }

  /** Takes the next block; some findings are about the five blocks before it. */
  async audit(block: LedgerBlock): Promise<AuditFinding[]> {
    const findings = this.#times.add(block);
    const heads = new DiaryHeads(this.#database);
    let changesCatalogue = false;
    for (const transaction of block.transactions) {
      if (transaction.validationCode !== 'VALID') continue;
      const judged = judgeTransaction(transaction);
      const tell = tellInto(findings, block, transaction);
      await checkDiaries(judged, heads, tell);
      await checkStamps(judged, this.#unstamped, Number(block.number), tell);
      await checkDocuments(
        judged,
        { database: this.#database, catalogue: this.#catalogue, verify: this.#verify },
        tell,
      );
      changesCatalogue ||= believed(judged, 'CATALOGUE').length > 0;
    }
    applyWhole(this.#database, block);
    if (changesCatalogue) this.#catalogue.forget();
    return [...findings, ...(await this.#newlyDisbelieved())];
  }

  /** What is found about the last blocks. */
  end(): AuditFinding[] {
    return this.#times.end();
  }

  /** Compares tables that are served, as of the block that was audited last, with those that the blocks give. */
  async compare(served: string, block: number): Promise<AuditFinding[]> {
    const differing = await compareTables(this.#database, served);
    return differing.map(({ table, missing, surplus }) => ({
      code: 'READ_MODEL_DIFFERS',
      block,
      detail: `table ${table}: ${missing} rows are missing or other ones, ${surplus} are too many or other ones`,
    }));
  }

  async close(): Promise<void> {
    await this.#database.destroy();
  }

  async #newlyDisbelieved(): Promise<AuditFinding[]> {
    const found: AuditFinding[] = [];
    for (;;) {
      const { rows, next } = await listDisbelieved(this.#database, { after: this.#disbelieved, limit: 1000 });
      for (const { ordinal, transactionId, block, keyHash, reason } of rows) {
        this.#disbelieved = ordinal;
        found.push({ code: reason, block, transactionId, detail: `key hash ${keyHash}` });
      }
      if (next === undefined) return found;
    }
  }
}

function tellInto(findings: AuditFinding[], { number }: LedgerBlock, { transactionId }: LedgerTransaction): Tell {
  return (code, detail) => void findings.push({ code, block: Number(number), transactionId, detail });
}
