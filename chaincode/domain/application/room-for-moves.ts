// SPDX-License-Identifier: Apache-2.0
import { DomainError } from '../domain-error.js';
import { MOST_MOVES, type Filing, type Task } from './application.js';
import type { MoveName } from './moves.js';

/** What leads round in a circle, and so could be made without end. */
const CIRCLING: readonly MoveName[] = ['CHECK_ORIGINALS', 'STOP_CLOCK'];
/** For what is still to come: twenty items of a filing that are answered, delivered and closed one by one. */
const KEPT_FREE = 60;

/**
 * A document with more moves than its shape allows would be none: its tasks, and results that were issued, would be as if they
 * were not there.
 *
 * @throws {DomainError} MOVE_NOT_ALLOWED
 */
export function checkRoom(document: Pick<Filing | Task, 'moves'> | undefined, name: MoveName): void {
  const most = CIRCLING.includes(name) ? MOST_MOVES - KEPT_FREE : MOST_MOVES;
  if ((document?.moves.length ?? 0) < most) return;
  throw new DomainError('MOVE_NOT_ALLOWED', 'the document holds as many moves as it can', '/move');
}
