// SPDX-License-Identifier: Apache-2.0
import { Type } from 'typebox';

/** Where one task stands: one item of an application, before its department. */
export const TASK_STATES = [
  'SUBMITTED',
  /** The department named what is missing, before it accepted. */
  'CORRECTION_REQUESTED',
  'NOT_ACCEPTED',
  'ACCEPTED',
  'UNDER_REVIEW',
  /** Reviewed, while the department waits for something that takes no time of its own. */
  'CLOCK_STOPPED',
  /** The department named what is missing while it reviewed. */
  'SUPPLEMENT_REQUESTED',
  'APPROVED',
  'REJECTED',
  'ISSUED',
  'DELIVERED',
  'CLOSED',
  'WITHDRAWN',
  'LAPSED',
] as const;
export const TaskState = Type.Enum(TASK_STATES);
export type TaskState = (typeof TASK_STATES)[number];

/** Where a whole application stands; worked out from its tasks, nowhere stored. */
export const APPLICATION_STATES = [
  'SUBMITTED',
  'CORRECTION_REQUESTED',
  'ACCEPTED',
  'UNDER_REVIEW',
  'APPROVED',
  'ISSUED',
  'DELIVERED',
  'CLOSED',
  'NOT_ACCEPTED',
  'REJECTED',
  'WITHDRAWN',
  'LAPSED',
] as const;
export const ApplicationState = Type.Enum(APPLICATION_STATES);
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** In which a task is over without a result. */
export const FRUITLESS = ['NOT_ACCEPTED', 'REJECTED', 'WITHDRAWN', 'LAPSED'] as const satisfies readonly TaskState[];

/** In which the result of a task is there. */
export const FRUITFUL = ['ISSUED', 'DELIVERED', 'CLOSED'] as const satisfies readonly TaskState[];
