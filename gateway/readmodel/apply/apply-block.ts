// SPDX-License-Identifier: Apache-2.0
import { attestRecords } from '../../../chaincode/transactions/attest-records.js';
import type { LedgerBlock, LedgerTransaction } from '../../ledger/ledger.js';
import type { Believed, DisbeliefReason, Finding } from '../belief/belief.js';
import { judgePublicWrites } from '../belief/judge-public-writes.js';
import { judgeStatements } from '../belief/judge-statements.js';
import { applyAccess } from './apply-access.js';
import { applyCatalogue } from './apply-catalogue.js';
import { applyConclusion } from './apply-conclusion.js';
import { applyConsent } from './apply-consent.js';
import { applyDeposits } from './apply-deposits.js';
import { applyDiaryHead } from './apply-diary-head.js';
import { applyDiaryRows } from './apply-diary-rows.js';
import { applyFiling } from './apply-filing.js';
import { applyInquiry } from './apply-inquiry.js';
import { applyRegisterEntry } from './apply-register-entry.js';
import { applyTask } from './apply-task.js';
import { CounterTotals } from './counter-totals.js';
import { ImportTotals } from './import-totals.js';
import type { TableRows } from './table-rows.js';
import type { DiaryRow, Writer } from './writer.js';

/** Puts the effect of a block into the tables. Only what is VALID and believed becomes a fact there. */
export function applyBlock(rows: TableRows, block: LedgerBlock): void {
  const totals = new CounterTotals();
  const imports = new ImportTotals();
  insertTransactions(rows, block);
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
    const writer = { rows, source, at, count, addDiaryRow, imports, ...importOf(transaction) };
    applyTransaction(writer, transaction);
    applyDiaryRows(writer, diaryRows);
  }
  totals.add(rows);
  imports.add(rows);
}

/** The ledger took the request, so its shape was checked by the department's own peer. */
function importOf({ call }: LedgerTransaction): { readonly importId?: string } {
  const { importId } = (call?.request ?? {}) as { readonly importId?: unknown };
  return call?.name === attestRecords.name && typeof importId === 'string' ? { importId } : {};
}

function insertTransactions(rows: TableRows, block: LedgerBlock): void {
  for (const [position, transaction] of block.transactions.entries()) {
    rows.insert('transactions', {
      transactionId: transaction.transactionId,
      block: Number(block.number),
      position,
      validationCode: transaction.validationCode,
      callerMspId: transaction.creator.mspId,
      at: transaction.timestamp,
      name: transaction.call?.name ?? null,
    });
  }
}

function applyTransaction(writer: Writer, transaction: LedgerTransaction): void {
  for (const finding of [...judgePublicWrites(transaction), ...judgeStatements(transaction)]) {
    const reason = typeof finding.belief === 'string' ? finding.belief : apply(writer, finding, finding.belief);
    if (reason !== undefined) disbelieve(writer, finding.keyHash, reason);
  }
  applyDeposits(writer, transaction);
}

function apply(writer: Writer, { keyHash }: Finding, belief: Believed): DisbeliefReason | undefined {
  switch (belief.kind) {
    case 'CATALOGUE':
      return applyCatalogue(writer, belief);
    case 'ACCESS':
      return applyAccess(writer, belief.document);
    case 'INQUIRY':
      return applyInquiry(writer, belief.document);
    case 'FILING':
      return applyFiling(writer, belief.document);
    case 'TASK':
      return applyTask(writer, belief.document);
    case 'DIARY_HEAD':
      return applyDiaryHead(writer, belief.diary, belief.document);
    case 'REGISTER_ENTRY':
      return applyRegisterEntry(writer, belief, keyHash);
    case 'CONSENT': {
      applyConsent(writer, belief.document);
      return;
    }
    case 'CONCLUSION':
      return applyConclusion(writer, belief.document);
  }
}

function disbelieve(writer: Writer, keyHash: string, reason: DisbeliefReason): void {
  writer.rows.insert('disbelieved', { keyHash, reason, ...writer.source });
  writer.count('disbelieved', reason);
}
