// SPDX-License-Identifier: Apache-2.0
import type { VerifySignature } from '../../chaincode/domain/access/verify-ticket.js';
import type { ReadModelDatabase } from '../readmodel/tables.js';
import type { Tell } from './audit-finding.js';
import { checkAccess } from './check-access.js';
import { checkConclusion } from './check-conclusion.js';
import { checkConsent } from './check-consent.js';
import { checkFiling } from './check-filing.js';
import { checkRegister } from './check-register.js';
import { checkTask } from './check-task.js';
import { believed, type JudgedTransaction } from './judged-transaction.js';
import type { KnownCatalogue } from './known-catalogue.js';

export interface Known {
  /** The tables as they are before the block: what a valid transaction read cannot have changed within it. */
  readonly database: ReadModelDatabase;
  readonly catalogue: KnownCatalogue;
  readonly verify: VerifySignature;
}

/** Works out again what the documents of a transaction decide. */
export async function checkDocuments(judged: JudgedTransaction, known: Known, tell: Tell): Promise<void> {
  const { timestamp } = judged.transaction;
  const { database, catalogue, verify } = known;
  const checkTime = (what: string, { at }: { readonly at: string }): void => {
    if (at !== timestamp) tell('DOCUMENT_TIME', `${what} says ${at}, its transaction ${timestamp}`);
  };
  for (const { document } of believed(judged, 'ACCESS')) {
    checkTime(`access ${document.accessId}`, document);
    await checkAccess(document, catalogue, verify, tell);
  }
  for (const { document } of believed(judged, 'CONCLUSION')) {
    checkTime(`the conclusion of ${document.department} on access ${document.accessId}`, document);
    await checkConclusion(document, database, catalogue, tell);
  }
  for (const { document } of believed(judged, 'CONSENT')) {
    checkTime(`the consent of ${document.department} to ${document.itemCode}`, document);
    await checkConsent(document, catalogue, tell);
  }
  for (const { document } of believed(judged, 'FILING')) {
    await checkFiling(document, database, catalogue, { timestamp, tell });
  }
  for (const { document } of believed(judged, 'TASK')) {
    await checkTask(document, database, catalogue, { timestamp, tell });
  }
  await checkRegister(judged, database, tell);
  for (const { document } of believed(judged, 'INQUIRY')) checkTime(`inquiry ${document.inquiryId}`, document);
}
