// SPDX-License-Identifier: Apache-2.0
import type { Inquiry } from '../domain/access/inquiry.js';
import { DomainError } from '../domain/domain-error.js';
import { stateKeys } from '../wire/state-keys.js';
import { readCatalogue, writeStamped } from './documents.js';
import type { RecordInquiryRequest, RecordInquiryResponse } from './record-inquiry.js';
import type { TransactionContext } from './transaction-context.js';

/** @throws {DomainError} DEPARTMENT_UNKNOWN, DEPARTMENT_NOT_ENTITLED: only the district's auditors inquire. */
export async function recordOneInquiry(
  context: TransactionContext,
  request: RecordInquiryRequest,
): Promise<RecordInquiryResponse> {
  const department = await readCatalogue(context, 'department', request.department);
  if (department === undefined) throw new DomainError('DEPARTMENT_UNKNOWN', undefined, '/department');
  if (!department.bodies.includes('AUDITOR')) {
    throw new DomainError('DEPARTMENT_NOT_ENTITLED', 'the department is not an auditor', '/department');
  }
  const { transactionId: inquiryId, at } = context;
  const inquiry: Inquiry = { v: 1, inquiryId, at, ...request };
  writeStamped(context, request.department, stateKeys.inquiry(inquiryId), inquiry);
  return { inquiryId, at };
}
