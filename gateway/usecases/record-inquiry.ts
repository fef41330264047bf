// SPDX-License-Identifier: Apache-2.0
import type { Inquiry } from '../../chaincode/domain/access/inquiry.js';
import { recordInquiry as recordInquiryTransaction } from '../../chaincode/transactions/record-inquiry.js';
import { checkCaseNumber } from './check-case-number.js';
import { submitAlone } from './gathering/submit-alone.js';
import { ledgerReference, type LedgerReference } from './ledger-reference.js';
import type { Services } from './services.js';
import type { Session } from './session.js';

export interface Question {
  readonly about: Inquiry['about'];
  readonly reason: Inquiry['reason'];
  readonly caseNo: string;
}

/** A question that stands on the ledger. */
export interface RecordedInquiry {
  readonly inquiryId: string;
  readonly ledger: LedgerReference;
}

/**
 * Puts an auditor's question on the ledger before it is answered, and waits until the read model shows it.
 *
 * @throws {GatewayProblem} CASE_NO_INVALID
 * @throws {DomainError} DEPARTMENT_NOT_ENTITLED for a department that is no auditor.
 */
export async function recordInquiry(
  { ledger, keys, readModel }: Services,
  { department, role, officer, watch }: Session,
  { about, reason, caseNo }: Question,
): Promise<RecordedInquiry> {
  checkCaseNumber(caseNo);
  const caseRef = await keys.hmac(department, 'case', caseNo);
  const request = { department, officer, about, reason, caseRef };
  const committed = await submitAlone(() =>
    ledger.submit(recordInquiryTransaction, request, { caller: { department, role }, watch }),
  );
  await readModel.waitForBlock(committed.blockNumber);
  return { inquiryId: committed.response.inquiryId, ledger: ledgerReference(committed) };
}
