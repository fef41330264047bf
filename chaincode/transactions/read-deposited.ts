// SPDX-License-Identifier: Apache-2.0
import type { ReadDepositsRequest } from './read-deposits.js';
import type { ReadDepositsResponse } from './read-deposits.js';
import type { TransactionContext } from './transaction-context.js';

export function readDeposited(
  _context: TransactionContext,
  _request: ReadDepositsRequest,
  _key: string,
): Promise<ReadDepositsResponse> {
  return Promise.reject(new Error('declared, not carried out yet'));
}
