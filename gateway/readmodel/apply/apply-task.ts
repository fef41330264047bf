// SPDX-License-Identifier: Apache-2.0
import type { Task } from '../../../chaincode/domain/application/application.js';
import type { DisbeliefReason } from '../belief/belief.js';
import { showApplication } from './application-rows.js';
import { growsFrom, historiesOf, knownApplication } from './known-application.js';
import type { Writer } from './writer.js';

/** What a department did about its item of an application that is believed; it only gets moves that the table lets be made. */
export function applyTask(writer: Writer, task: Task): DisbeliefReason | undefined {
  const known = knownApplication(writer.rows, task.applicationId);
  if (known === undefined || known.filing.items.every(({ itemCode }) => itemCode !== task.itemCode)) return 'NOT_FILED';
  const before = known.tasks.get(task.itemCode);
  if (before !== undefined && !growsFrom(before, task)) return 'REWRITTEN';
  if (before?.moves.length === task.moves.length) return undefined;
  const tasks = new Map(known.tasks).set(task.itemCode, task);
  const histories = historiesOf({ filing: known.filing, tasks });
  if (histories === undefined) return 'MOVE_NOT_LEGAL';
  showApplication(writer, { filing: known.filing, tasks }, histories);
  return undefined;
}
