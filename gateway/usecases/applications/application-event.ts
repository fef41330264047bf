// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { ApplicationId } from '../../../chaincode/domain/application/application.js';
import { MOVE_NAMES } from '../../../chaincode/domain/application/moves.js';
import { ApplicationState, TaskState } from '../../../chaincode/domain/application/states.js';
import { Instant } from '../../../chaincode/domain/catalogue/texts.js';
import { DepartmentCode, OwnedCode } from '../../../chaincode/domain/names.js';

const closed = { additionalProperties: false } as const;

const follow = Type.Optional(
  Type.Boolean({ description: 'false: what there is since `Last-Event-ID`, then the answer ends; default true' }),
);

/** Of one application. */
export const EventQuery = Type.Object({ follow }, closed);
export type EventQuery = Static<typeof EventQuery>;

/** Of all in which a department takes part. Auditors may ask for another one, or for all; for others their own is meant. */
export const EventsQuery = Type.Object({ department: Type.Optional(DepartmentCode), follow }, closed);
export type EventsQuery = Static<typeof EventsQuery>;

/** One move of one task: the `data` of an event. */
export const ApplicationEvent = Type.Object(
  {
    applicationId: ApplicationId,
    itemCode: OwnedCode,
    /** Of the item. */
    department: DepartmentCode,
    move: Type.Enum([...MOVE_NAMES]),
    /** Who made it. */
    madeBy: DepartmentCode,
    /** Of the task and of the whole, after the move. */
    state: TaskState,
    applicationState: ApplicationState,
    at: Instant,
  },
  { $id: 'ApplicationEvent', ...closed },
);
export type ApplicationEvent = Static<typeof ApplicationEvent>;

/** The events of one block; its number is what a reader goes on from. */
export interface EventsOfBlock {
  readonly block: number;
  readonly events: readonly ApplicationEvent[];
}
