// SPDX-License-Identifier: Apache-2.0
import type { Role } from '../roles.js';
import { MOVE_NAMES, ruleOf, type MoveDocument, type MoveName } from './moves.js';
import type { TaskState } from './states.js';

/**
 * What the table lets be written into that document while a task is in that state, in the table's order. A guard can
 * still refuse it. With `role` only what that role can do.
 */
export function legalMoves(state: TaskState, document: MoveDocument, role?: Role): MoveName[] {
  return MOVE_NAMES.filter((name) => {
    const { leads, roles, in: documents } = ruleOf(name);
    return leads[state] !== undefined && documents.includes(document) && (role === undefined || roles.includes(role));
  });
}
