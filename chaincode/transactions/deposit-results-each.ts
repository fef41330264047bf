// SPDX-License-Identifier: Apache-2.0
import type { DepositResultsRequest } from './deposit-results.js';
import type { DepositResultsResponse } from './deposit-results.js';
import type { TransactionContext } from './transaction-context.js';

export function depositResultsEach(
  _context: TransactionContext,
  _request: DepositResultsRequest,
): Promise<DepositResultsResponse> {
  return Promise.reject(new Error('declared, not carried out yet'));
}
