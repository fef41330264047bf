// SPDX-License-Identifier: Apache-2.0
import type { IssueInstantlyRequest } from './issue-instantly.js';
import type { MovesResponse } from './application-moves.js';
import type { TransactionContext } from './transaction-context.js';

export function issueEachInstantly(
  _context: TransactionContext,
  _request: IssueInstantlyRequest,
): Promise<MovesResponse> {
  return Promise.reject(new Error('declared, not carried out yet'));
}
