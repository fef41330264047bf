// SPDX-License-Identifier: Apache-2.0
import type { Transaction } from 'kysely';
import { attestRecords } from '../../../chaincode/transactions/attest-records.js';
import type { LedgerBlock, LedgerTransaction } from '../../ledger/ledger.js';
import type { Believed, DisbeliefReason, Finding } from '../belief/belief.js';
import { judgePublicWrites } from '../belief/judge-public-writes.js';
import { judgeStatements } from '../belief/judge-statements.js';
import type { ReadModelTables } from '../tables.js';
import { applyAccess } from './apply-access.js';
import { applyCatalogue } from './apply-catalogue.js';
import { applyConclusion } from './apply-conclusion.js';
import { applyConsent } from './apply-consent.js';
import { applyDiaryHead } from './apply-diary-head.js';
import { applyDiaryRows } from './apply-diary-rows.js';
import { applyInquiry } from './apply-inquiry.js';
import { applyRegisterEntry } from './apply-register-entry.js';
import { CounterTotals } from './counter-totals.js';
import { ImportTotals } from './import-totals.js';
import type { DiaryRow, Writer } from './writer.js';

/** Puts the effect of a block into the tables. Only what is VALID and believed becomes a fact there. */
export async function applyBlock(sql: Transaction<ReadModelTables>, block: LedgerBlock): Promise<void> {
  const totals = new CounterTotals();
  const imports = new ImportTotals();
  await insertTransactions(sql, block);
  const number = Number(block.number);
  for (const transaction of block.transactions) {
    const { transactionId, validationCode, timestamp: at } = transaction;
    const source = { transactionId, block: number };
    totals.count('transactions', validationCode);
    if (validationCode !== 'VALID') continue;
    const count: Writer['count'] = (name, label) => {
      totals.count(name, label);
    };
    const diaryRows: DiaryRow[] = [];
    const addDiaryRow = (row: DiaryRow) => void diaryRows.push(row);
    const writer = { sql, source, at, count, addDiaryRow, imports, ...importOf(transaction) };
    await applyTransaction(writer, transaction);
    await applyDiaryRows(writer, diaryRows);
  }
  await totals.add(sql);
  await imports.add(sql);
}

/** The ledger took the request, so its shape was checked by the department's own peer. */
function importOf({ call }: LedgerTransaction): { readonly importId?: string } {
  const { importId } = (call?.request ?? {}) as { readonly importId?: unknown };
  return call?.name === attestRecords.name && typeof importId === 'string' ? { importId } : {};
}

async function insertTransactions(sql: Transaction<ReadModelTables>, block: LedgerBlock): Promise<void> {
  const rows = block.transactions.map((transaction, position) => ({
    transactionId: transaction.transactionId,
    block: Number(block.number),
    position,
    validationCode: transaction.validationCode,
    callerMspId: transaction.creator.mspId,
    at: transaction.timestamp,
    name: transaction.call?.name ?? null,
  }));
  // SQLite binds at most 32,766 values in one statement.
  for (let start = 0; start < rows.length; start += 1000) {
    await sql
      .insertInto('transactions')
      .values(rows.slice(start, start + 1000))
      .execute();
  }
}

async function applyTransaction(writer: Writer, transaction: LedgerTransaction): Promise<void> {
  for (const finding of [...judgePublicWrites(transaction), ...judgeStatements(transaction)]) {
    const reason = typeof finding.belief === 'string' ? finding.belief : await apply(writer, finding, finding.belief);
    if (reason !== undefined) await disbelieve(writer, finding.keyHash, reason);
  }
}

function apply(writer: Writer, { keyHash }: Finding, belief: Believed): Promise<DisbeliefReason | undefined> {
  switch (belief.kind) {
    case 'CATALOGUE':
      return applyCatalogue(writer, belief);
    case 'ACCESS':
      return applyAccess(writer, belief.document);
    case 'INQUIRY':
      return applyInquiry(writer, belief.document);
    case 'DIARY_HEAD':
      return applyDiaryHead(writer, belief.diary, belief.document);
    case 'REGISTER_ENTRY':
      return applyRegisterEntry(writer, belief, keyHash);
    case 'CONSENT':
      return applyConsent(writer, belief.document);
    case 'CONCLUSION':
      return applyConclusion(writer, belief.document);
  }
}

async function disbelieve(writer: Writer, keyHash: string, reason: DisbeliefReason): Promise<void> {
  await writer.sql
    .insertInto('disbelieved')
    .values({ keyHash, reason, ...writer.source })
    .execute();
  writer.count('disbelieved', reason);
}
