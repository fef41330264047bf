// SPDX-License-Identifier: Apache-2.0
import { advance, whereItLeads } from '../domain/application/advance.js';
import type { Filing } from '../domain/application/application.js';
import { checkSubstitute } from '../domain/application/check-filed-item.js';
import type { FilingMove, SeenTask } from '../domain/application/move-shapes.js';
import { checkRoom } from '../domain/application/room-for-moves.js';
import { DomainError } from '../domain/domain-error.js';
import { canonicalJson } from '../wire/canonical-json.js';
import { stateKeys } from '../wire/state-keys.js';
import type { FilingMoveRequest, MovesResponse } from './application-moves.js';
import { readFiledItem, readFiling, readTask, type TaskReading } from './application-reading.js';
import { writeStamped } from './documents.js';
import { checkHallKnown } from './hall-known.js';
import type { MoveApplicationsRequest } from './move-applications.js';
import { keysOf } from './move-each-task.js';
import { attemptMove, checkMover, type Standing } from './move-result.js';
import type { TransactionContext } from './transaction-context.js';

/** Makes each move by itself; later ones see what earlier ones wrote. */
export async function moveEachFiling(
  context: TransactionContext,
  { department, moves }: MoveApplicationsRequest,
): Promise<MovesResponse> {
  const keys = moves.flatMap(({ applicationId, itemCodes }) =>
    itemCodes.flatMap((code) => keysOf(applicationId, code)),
  );
  await context.state.readAhead(keys);
  const results: MovesResponse['results'] = [];
  for (const [index, asked] of moves.entries()) {
    const { applicationId, itemCodes } = asked;
    const move = () => moveOne(context, department, asked);
    results.push(await attemptMove(context, { index, applicationId, itemCodes, document: 'FILING', move }));
  }
  return { results };
}

async function moveOne(context: TransactionContext, department: string, asked: FilingMoveRequest): Promise<Standing> {
  checkMover(context, asked.move);
  const { applicationId, ...named } = asked;
  const filing = await readFiling(context, applicationId);
  if (filing.filedBy !== department) throw new DomainError('DEPARTMENT_NOT_ENTITLED', undefined, '/applicationId');
  const readings: TaskReading[] = [];
  for (const itemCode of asked.itemCodes) readings.push(await readTask(context, filing, itemCode));
  for (const { history } of readings) whereItLeads(history, 'FILING', asked);
  checkRoom(filing, asked.move);
  await checkNamed(context, readings, asked);
  const move: FilingMove = { ...named, at: context.at, seen: readings.map((reading) => seenTask(context, reading)) };
  const moved = readings.map(({ history }) => advance(history, 'FILING', move));
  const written: Filing = { ...filing, moves: [...filing.moves, move] };
  writeStamped(context, department, stateKeys.application(applicationId), written);
  return moved.map(({ state, filed: { itemCode } }) => ({ itemCode, state }));
}

/** What a move names has to be in the catalogue. */
async function checkNamed(
  context: TransactionContext,
  readings: readonly TaskReading[],
  asked: FilingMoveRequest,
): Promise<void> {
  if (asked.move === 'DELIVER') await checkHallKnown(context, asked.delivery);
  if (asked.move !== 'CORRECT') return;
  for (const { history } of readings) {
    const item = await readFiledItem(context, history.filed);
    asked.materials.forEach((material, index) => {
      checkSubstitute(item, material, `/materials/${index}`);
    });
  }
}

/** A task as whoever moves the filing sees it. */
function seenTask({ crypto }: TransactionContext, { task, history }: TaskReading): SeenTask {
  const { itemCode } = history.filed;
  if (task === undefined) return { itemCode, moves: 0 };
  return { itemCode, moves: task.moves.length, digest: crypto.sha256(canonicalJson(task)) };
}
