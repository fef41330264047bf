// SPDX-License-Identifier: Apache-2.0
import { advance, whereItLeads } from '../domain/application/advance.js';
import type { Task } from '../domain/application/application.js';
import type { TaskMove } from '../domain/application/move-shapes.js';
import { checkRoom } from '../domain/application/room-for-moves.js';
import { DomainError } from '../domain/domain-error.js';
import { departmentOf } from '../domain/names.js';
import { canonicalJson } from '../wire/canonical-json.js';
import { stateKeys } from '../wire/state-keys.js';
import type { MovesResponse, TaskMoveRequest } from './application-moves.js';
import { readFiledItem, readFiling, readTask, type TaskReading } from './application-reading.js';
import { writeStamped } from './documents.js';
import { attemptMove, checkMover, type Standing } from './move-result.js';
import type { MoveTasksRequest } from './move-tasks.js';
import { checkTaskGuards } from './task-guards.js';
import { taskMoveOf } from './task-move.js';
import type { TransactionContext } from './transaction-context.js';

/** Makes each move by itself; later ones see what earlier ones wrote. */
export async function moveEachTask(
  context: TransactionContext,
  { department, moves }: MoveTasksRequest,
): Promise<MovesResponse> {
  await context.state.readAhead(moves.flatMap(({ applicationId, itemCode }) => keysOf(applicationId, itemCode)));
  const results: MovesResponse['results'] = [];
  for (const [index, asked] of moves.entries()) {
    const { applicationId, itemCode } = asked;
    const move = () => moveOne(context, department, asked);
    results.push(await attemptMove(context, { index, applicationId, itemCodes: [itemCode], document: 'TASK', move }));
  }
  return { results };
}

/** What a move of a task looks up in the public state in any case. */
export function keysOf(applicationId: string, itemCode: string): string[] {
  return [stateKeys.application(applicationId), stateKeys.task(applicationId, itemCode)];
}

async function moveOne(context: TransactionContext, department: string, asked: TaskMoveRequest): Promise<Standing> {
  checkMover(context, asked.move);
  const reading = await readOwnTask(context, department, asked);
  const to = whereItLeads(reading.history, 'TASK', asked);
  const item = await readFiledItem(context, reading.history.filed);
  const recordId = asked.move === 'ISSUE' ? asked.recordId : undefined;
  await checkTaskGuards(context, asked.move, { reading, item, recordId });
  const { officer, reason } = asked;
  const made = { officer, reason, at: context.at, seen: seenBy(context, reading) };
  return writeMove(context, department, reading, await taskMoveOf({ context, reading, item, to, made }, asked));
}

/** A task of the department itself. @throws {DomainError} DEPARTMENT_NOT_ENTITLED, and as `readTask` */
export async function readOwnTask(
  context: TransactionContext,
  department: string,
  { applicationId, itemCode }: { readonly applicationId: string; readonly itemCode: string },
): Promise<TaskReading> {
  const filing = await readFiling(context, applicationId);
  const reading = await readTask(context, filing, itemCode);
  if (departmentOf(itemCode) !== department) throw new DomainError('DEPARTMENT_NOT_ENTITLED', undefined, '/itemCode');
  return reading;
}

/** The filing as whoever moves sees it. */
export function seenBy({ crypto }: TransactionContext, { filing }: TaskReading): TaskMove['seen'] {
  return { moves: filing.moves.length, digest: crypto.sha256(canonicalJson(filing)) };
}

/** Adds a move to the task, if what it says is legal. */
export function writeMove(
  context: TransactionContext,
  department: string,
  { filing, task, history }: TaskReading,
  move: TaskMove,
): Standing {
  checkRoom(task, move.move);
  const { state, filed } = advance(history, 'TASK', move);
  const { applicationId } = filing;
  const { itemCode } = filed;
  const written: Task = { v: 1, applicationId, itemCode, moves: [...(task?.moves ?? []), move] };
  writeStamped(context, department, stateKeys.task(applicationId, itemCode), written);
  return [{ itemCode, state }];
}
