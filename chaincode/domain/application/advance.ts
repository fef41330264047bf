// SPDX-License-Identifier: Apache-2.0
import { DomainError } from '../domain-error.js';
import { compareInstants } from '../time.js';
import { GUARDS } from './guards.js';
import { HISTORY_GUARDS } from './history-guards.js';
import { legalMoves } from './legal-moves.js';
import { ruleOf, type MoveDocument } from './moves.js';
import type { Delivery } from './move-shapes.js';
import type { TaskState } from './states.js';
import { lastMoved, type Move, type TaskHistory } from './task-history.js';

/**
 * The task after one more move. What the table says of states, reasons and documents holds, and so does every guard
 * that follows from the moves.
 *
 * @throws {DomainError} MOVE_NOT_ALLOWED (its detail names the state and what would be legal), REASON_NOT_ALLOWED,
 *   TIME_WENT_BACK, then what the guards of the move refuse, in their order.
 */
export function advance(history: TaskHistory, document: MoveDocument, move: Move): TaskHistory {
  const to = whereItLeads(history, document, move);
  if (compareInstants(move.at, lastMoved(history)) < 0) throw new DomainError('TIME_WENT_BACK');
  for (const guard of ruleOf(move.move).guards) {
    if (HISTORY_GUARDS[guard]?.(history, move) === false) throw new DomainError(GUARDS[guard]);
  }
  return { ...history, state: to, steps: [...history.steps, { document, move, from: history.state, to }] };
}

/** What of a move the table speaks of. */
export type AskedMove = Pick<Move, 'move' | 'reason'> & { readonly delivery?: Delivery };

/** The state to which the table lets a move lead. @throws {DomainError} MOVE_NOT_ALLOWED, REASON_NOT_ALLOWED */
export function whereItLeads(history: TaskHistory, document: MoveDocument, move: AskedMove): TaskState {
  const { leads, reasons, in: documents } = ruleOf(move.move);
  const to = leads[history.state];
  if (to === undefined || !documents.includes(document)) {
    const legal = legalMoves(history.state, document).join(', ');
    throw new DomainError('MOVE_NOT_ALLOWED', `${history.state} allows ${legal === '' ? 'nothing' : legal}`, '/move');
  }
  if (!reasons.includes(move.reason) || !fitsDelivery(move)) {
    throw new DomainError('REASON_NOT_ALLOWED', `${move.move} is for ${reasons.join(', ')}`, '/reason');
  }
  return to;
}

function fitsDelivery({ reason, delivery }: AskedMove): boolean {
  return delivery === undefined || (reason === 'POSTED') === (delivery.method === 'POST');
}
