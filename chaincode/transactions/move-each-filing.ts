// SPDX-License-Identifier: Apache-2.0
import type { MoveApplicationsRequest } from './move-applications.js';
import type { MovesResponse } from './application-moves.js';
import type { TransactionContext } from './transaction-context.js';

export function moveEachFiling(
  _context: TransactionContext,
  _request: MoveApplicationsRequest,
): Promise<MovesResponse> {
  return Promise.reject(new Error('declared, not carried out yet'));
}
