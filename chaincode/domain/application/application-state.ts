// SPDX-License-Identifier: Apache-2.0
import { FRUITLESS, type ApplicationState, type TaskState } from './states.js';

/** From the beginning to the end; a task in it counts for the whole application as the state beside it. */
const PROGRESS = [
  ['CORRECTION_REQUESTED', 'CORRECTION_REQUESTED'],
  ['SUPPLEMENT_REQUESTED', 'CORRECTION_REQUESTED'],
  ['SUBMITTED', 'SUBMITTED'],
  ['ACCEPTED', 'ACCEPTED'],
  ['UNDER_REVIEW', 'UNDER_REVIEW'],
  ['CLOCK_STOPPED', 'UNDER_REVIEW'],
  ['APPROVED', 'APPROVED'],
  ['ISSUED', 'ISSUED'],
  ['DELIVERED', 'DELIVERED'],
  ['CLOSED', 'CLOSED'],
] as const satisfies readonly (readonly [TaskState, ApplicationState])[];

/**
 * Where an application stands, from where its tasks do.
 *
 * It is as far as the one that is furthest behind of the tasks that are not over without a result; what the
 * applicant has to answer comes first, and once a department has begun it is no longer SUBMITTED. If all are over
 * without a result, it is REJECTED, else NOT_ACCEPTED, else LAPSED, else WITHDRAWN: the first that one of them is.
 */
export function applicationState(tasks: readonly TaskState[]): ApplicationState {
  const living = tasks.filter((state) => !isFruitless(state));
  if (living.length === 0) {
    const order = ['REJECTED', 'NOT_ACCEPTED', 'LAPSED'] as const;
    return order.find((state) => tasks.includes(state)) ?? 'WITHDRAWN';
  }
  const [, behind = 'SUBMITTED' as const] = PROGRESS.find(([state]) => living.includes(state)) ?? [];
  return behind === 'SUBMITTED' && living.some((state) => state !== 'SUBMITTED') ? 'ACCEPTED' : behind;
}

function isFruitless(state: TaskState): boolean {
  return FRUITLESS.some((fruitless) => fruitless === state);
}
