// SPDX-License-Identifier: Apache-2.0
import { DomainError } from '../domain-error.js';
import { advance } from './advance.js';
import type { Filing, Task } from './application.js';
import type { Sha256 } from './document-digest.js';
import { orderMoves, type WrittenMove } from './order-moves.js';
import { newTask, type TaskHistory } from './task-history.js';

/**
 * What became of one task: the moves of both documents in their order, each held against the table.
 *
 * @throws {DomainError} TASK_UNKNOWN; APPLICATION_CONTRADICTED if the documents do not fit each other or hold a move
 *   that is not legal.
 */
export function replayTask(filing: Filing, itemCode: string, task: Task | undefined, sha256: Sha256): TaskHistory {
  const filed = filing.items.find((item) => item.itemCode === itemCode);
  if (filed === undefined) throw new DomainError('TASK_UNKNOWN', undefined, '/itemCode');
  if (task !== undefined && (task.applicationId !== filing.applicationId || task.itemCode !== itemCode)) {
    throw new DomainError('APPLICATION_CONTRADICTED', 'the task is not of this application');
  }
  return orderMoves(filing, itemCode, task, sha256).reduce(legally, newTask(filed, filing.at));
}

/** A move that no rule lets be made is no history. */
function legally(history: TaskHistory, { document, move }: WrittenMove): TaskHistory {
  try {
    return advance(history, document, move);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError('APPLICATION_CONTRADICTED', `${move.move} was written against the rules: ${error.code}`);
  }
}
