// SPDX-License-Identifier: Apache-2.0
import type { MoveTasksRequest } from './move-tasks.js';
import type { MovesResponse } from './application-moves.js';
import type { TransactionContext } from './transaction-context.js';

export function moveEachTask(_context: TransactionContext, _request: MoveTasksRequest): Promise<MovesResponse> {
  return Promise.reject(new Error('declared, not carried out yet'));
}
