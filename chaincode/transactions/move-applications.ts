// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { DepartmentCode } from '../domain/names.js';
import { witnessesOf } from '../domain/witnesses.js';
import { FilingMoveRequest, MOVE_REFUSALS, MovesResponse } from './application-moves.js';
import { moveEachFiling } from './move-each-filing.js';
import { defineTransaction } from './transaction.js';

export const MoveApplicationsRequest = Type.Object(
  {
    /** The filing department. */
    department: DepartmentCode,
    moves: Type.Array(FilingMoveRequest, { minItems: 1, maxItems: 100 }),
  },
  { additionalProperties: false },
);
export type MoveApplicationsRequest = Static<typeof MoveApplicationsRequest>;

export const moveApplications = defineTransaction({
  name: 'MoveApplications',
  kind: 'submit',
  summary: "Moves of the applicant's side, by the department that filed; each succeeds or is refused by itself",
  roles: ['intake', 'officer'],
  request: MoveApplicationsRequest,
  response: MovesResponse,
  refusals: [
    ...MOVE_REFUSALS,
    'MATERIAL_NOT_DECLARED',
    'SUBSTITUTE_NOT_ACCEPTED',
    'CORRECTION_INCOMPLETE',
    'CORRECTION_OVERDUE',
  ],
  endorsers: ({ department, moves }) => ({
    kind: 'witnessed',
    department,
    witnesses: witnessesOf(department, moves[0]?.itemCodes[0]),
  }),
  execute: moveEachFiling,
});
