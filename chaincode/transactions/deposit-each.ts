// SPDX-License-Identifier: Apache-2.0
import type { DepositPartsRequest } from './deposit-parts.js';
import type { DepositPartsResponse } from './deposit-parts.js';
import type { TransactionContext } from './transaction-context.js';

export function depositEach(
  _context: TransactionContext,
  _request: DepositPartsRequest,
  _parts: unknown,
): Promise<DepositPartsResponse> {
  return Promise.reject(new Error('declared, not carried out yet'));
}
