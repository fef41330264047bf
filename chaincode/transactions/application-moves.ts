// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { Refusal } from '../domain/access/access.js';
import { ApplicationId } from '../domain/application/application.js';
import { FILING_MOVE_REQUESTS, TASK_MOVE_REQUESTS } from '../domain/application/move-shapes.js';
import { MOVE_NAMES } from '../domain/application/moves.js';
import { MoveReason } from '../domain/application/reasons.js';
import { TaskState } from '../domain/application/states.js';
import { closedObject } from '../domain/closed-object.js';
import { OfficerHandle, OwnedCode } from '../domain/names.js';
import type { RefusalCode } from '../domain/refusals.js';

const closed = { additionalProperties: false } as const;
const asked = { applicationId: ApplicationId, officer: OfficerHandle, reason: MoveReason };

function taskMoveRequest<const N extends keyof typeof TASK_MOVE_REQUESTS>(move: N) {
  return closedObject({ move: Type.Literal(move), ...asked, itemCode: OwnedCode }, TASK_MOVE_REQUESTS[move]);
}

function filingMoveRequest<const N extends keyof typeof FILING_MOVE_REQUESTS>(move: N) {
  return closedObject({ move: Type.Literal(move), ...asked }, FILING_MOVE_REQUESTS[move]);
}

/** A move that an item's department asks for. */
export const TaskMoveRequest = Type.Union([
  taskMoveRequest('ACCEPT'),
  taskMoveRequest('REFUSE_ACCEPTANCE'),
  taskMoveRequest('REQUEST_CORRECTION'),
  taskMoveRequest('START_REVIEW'),
  taskMoveRequest('STOP_CLOCK'),
  taskMoveRequest('RESUME_CLOCK'),
  taskMoveRequest('APPROVE'),
  taskMoveRequest('REJECT'),
  taskMoveRequest('ISSUE'),
  taskMoveRequest('CHECK_ORIGINALS'),
  taskMoveRequest('DELIVER'),
  taskMoveRequest('CLOSE'),
  taskMoveRequest('LAPSE'),
]);
export type TaskMoveRequest = Static<typeof TaskMoveRequest>;

/** A move that the filing department asks for. */
export const FilingMoveRequest = Type.Union([
  filingMoveRequest('CORRECT'),
  filingMoveRequest('WITHDRAW'),
  filingMoveRequest('CHECK_ORIGINALS'),
  filingMoveRequest('DELIVER'),
  filingMoveRequest('CLOSE'),
]);
export type FilingMoveRequest = Static<typeof FilingMoveRequest>;

/** Which tasks are where after a move, or where the one is that stands in its way. */
const TaskStanding = Type.Object({ itemCode: OwnedCode, state: TaskState }, closed);

/** `code` comes with REFUSED; with MOVE_NOT_ALLOWED also `legal`: the moves that the caller could make instead. */
export const MoveResult = Type.Object(
  {
    index: Type.Integer({ minimum: 0 }),
    applicationId: ApplicationId,
    status: Type.Union([Type.Literal('MOVED'), Type.Literal('REFUSED')]),
    tasks: Type.Array(TaskStanding, { maxItems: 20 }),
    code: Type.Optional(Refusal),
    legal: Type.Optional(Type.Array(Type.Enum([...MOVE_NAMES]))),
  },
  closed,
);
export type MoveResult = Static<typeof MoveResult>;

export const MovesResponse = Type.Object({ results: Type.Array(MoveResult) }, closed);
export type MovesResponse = Static<typeof MovesResponse>;

/** What refuses any move. */
export const MOVE_REFUSALS = [
  'REQUEST_MALFORMED',
  'ROLE_NOT_ENTITLED',
  'DEPARTMENT_NOT_ENTITLED',
  'TIME_WENT_BACK',
  'APPLICATION_UNKNOWN',
  'APPLICATION_CONTRADICTED',
  'TASK_UNKNOWN',
  'MOVE_NOT_ALLOWED',
  'REASON_NOT_ALLOWED',
  'VERSION_UNKNOWN',
  'CALENDAR_MISSING',
  'ORIGINALS_INVALID',
  'ORIGINALS_UNCHECKED',
  'HALL_UNKNOWN',
] as const satisfies readonly RefusalCode[];
