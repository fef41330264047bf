// SPDX-License-Identifier: Apache-2.0
import { changeRecordStatus as changeRecordStatusTransaction } from '../../../chaincode/transactions/change-record-status.js';
import { submitAlone } from '../gathering/submit-alone.js';
import { ledgerReference } from '../ledger-reference.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import type { RecordStatusAnswer, RecordStatusChange } from './record-status-change.js';

/**
 * Changes the status of a record of the caller's department. Of the legal act only an HMAC under the
 * department's key goes on: numbers of decisions can be guessed, and a court's lead to the person.
 *
 * @throws {DomainError} RECORD_UNKNOWN (another department's record included), STATUS_CHANGE_NOT_ALLOWED,
 * VALIDITY_INVALID.
 */
export async function changeRecordStatus(
  { keys, ledger, readModel }: Services,
  { department, role, watch }: Session,
  recordId: string,
  { legalAct, ...change }: RecordStatusChange,
): Promise<RecordStatusAnswer> {
  const act = legalAct === undefined ? {} : { legalAct: await keys.hmac(department, 'act', legalAct) };
  const request = { department, recordId, ...change, ...act };
  const committed = await submitAlone(() =>
    ledger.submit(changeRecordStatusTransaction, request, { caller: { department, role }, watch }),
  );
  await readModel.waitForBlock(committed.blockNumber);
  return { recordId, status: committed.response.status, ledger: ledgerReference(committed) };
}
