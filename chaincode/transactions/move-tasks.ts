// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { DepartmentCode } from '../domain/names.js';
import { witnessesOf } from '../domain/witnesses.js';
import { MOVE_REFUSALS, MovesResponse, TaskMoveRequest } from './application-moves.js';
import { moveEachTask } from './move-each-task.js';
import { defineTransaction } from './transaction.js';

export const MoveTasksRequest = Type.Object(
  {
    /** The items' department. */
    department: DepartmentCode,
    moves: Type.Array(TaskMoveRequest, { minItems: 1, maxItems: 100 }),
  },
  { additionalProperties: false },
);
export type MoveTasksRequest = Static<typeof MoveTasksRequest>;

export const moveTasks = defineTransaction({
  name: 'MoveTasks',
  kind: 'submit',
  summary: "Moves of an item's department on its tasks; each succeeds or is refused by itself",
  roles: ['intake', 'officer'],
  request: MoveTasksRequest,
  response: MovesResponse,
  refusals: [
    ...MOVE_REFUSALS,
    'DEPENDENCY_OPEN',
    'DEPOSIT_MISSING',
    'MATERIALS_MISSING',
    'CORRECTION_SPENT',
    'CORRECTION_INVALID',
    'NOT_DUE_YET',
    'RESULT_MISSING',
  ],
  endorsers: ({ department }) => ({ kind: 'witnessed', department, witnesses: witnessesOf(department) }),
  execute: moveEachTask,
});
