// SPDX-License-Identifier: Apache-2.0
import { DomainError } from '../domain-error.js';
import type { Filing, Task } from './application.js';
import { digestsOf, type Sha256 } from './document-digest.js';
import type { FilingMove, SeenTask } from './move-shapes.js';
import type { MoveDocument } from './moves.js';
import type { Move } from './task-history.js';

export interface WrittenMove {
  readonly document: MoveDocument;
  readonly move: Move;
}

/**
 * The moves of both documents that concern a task, in the order in which they were made. Each says how much of the
 * other document there was, and its digest: so the order of the two lists is known, and neither can be rewritten
 * without the other showing it.
 *
 * @throws {DomainError} APPLICATION_CONTRADICTED
 */
export function orderMoves(filing: Filing, itemCode: string, task: Task | undefined, sha256: Sha256): WrittenMove[] {
  const taskMoves = task?.moves ?? [];
  const digestOfFiling = digestsOf(filing, sha256);
  const digestOfTask = task === undefined ? () => undefined : digestsOf(task, sha256);
  const ordered: WrittenMove[] = [];
  let [taken, least] = [0, 0];
  const takeUntil = (count: number, most: number) => {
    for (const move of taskMoves.slice(taken, count)) {
      const { moves, digest } = move.seen;
      if (moves < least || moves > most || digest !== digestOfFiling(moves)) throw contradicted();
      ordered.push({ document: 'TASK', move });
      least = moves;
    }
    taken = count;
  };
  for (const [index, move] of filing.moves.entries()) {
    const seen = seenBy(move, itemCode);
    if (seen === undefined) continue;
    const digest = seen.moves === 0 ? undefined : digestOfTask(seen.moves);
    if (seen.moves < taken || seen.moves > taskMoves.length || seen.digest !== digest) throw contradicted();
    takeUntil(seen.moves, index);
    ordered.push({ document: 'FILING', move });
    least = index + 1;
  }
  takeUntil(taskMoves.length, filing.moves.length);
  return ordered;
}

/** What a move of the filing saw of the task; `undefined` if it does not concern it. */
function seenBy({ itemCodes, seen }: FilingMove, itemCode: string): SeenTask | undefined {
  if (!itemCodes.includes(itemCode)) return undefined;
  const found = seen.find((one) => one.itemCode === itemCode);
  if (found === undefined) throw contradicted();
  return found;
}

function contradicted(): DomainError {
  return new DomainError('APPLICATION_CONTRADICTED');
}
