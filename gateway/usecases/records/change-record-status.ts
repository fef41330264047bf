// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { changeRecordStatus as changeRecordStatusTransaction } from '../../../chaincode/transactions/change-record-status.js';
import { submitAlone } from '../gathering/submit-alone.js';
import { ledgerReference } from '../ledger-reference.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import type { RecordStatusAnswer, RecordStatusChange } from './record-status-change.js';

const DIGEST = /^[A-Za-z0-9_-]{43}$/u;

/**
 * Changes the status of a record of the caller's department. The reference of the legal act is hashed here; a
 * digest that the caller made is taken as it is.
 *
 * @throws {DomainError} RECORD_UNKNOWN (another department's record included), STATUS_CHANGE_NOT_ALLOWED,
 * VALIDITY_INVALID.
 */
export async function changeRecordStatus(
  { ledger, readModel }: Services,
  { department, role }: Session,
  recordId: string,
  { legalAct, ...change }: RecordStatusChange,
): Promise<RecordStatusAnswer> {
  const act = legalAct === undefined ? {} : { legalAct: digestOf(legalAct) };
  const request = { department, recordId, ...change, ...act };
  const committed = await submitAlone(() =>
    ledger.submit(changeRecordStatusTransaction, request, { caller: { department, role } }),
  );
  await readModel.waitForBlock(committed.blockNumber);
  return { recordId, status: committed.response.status, ledger: ledgerReference(committed) };
}

function digestOf(legalAct: string): string {
  return DIGEST.test(legalAct) ? legalAct : createHash('sha256').update(legalAct, 'utf8').digest('base64url');
}
