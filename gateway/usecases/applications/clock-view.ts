// SPDX-License-Identifier: Apache-2.0
import type { TaskState } from '../../../chaincode/domain/application/states.js';
import type { TaskHistory } from '../../../chaincode/domain/application/task-history.js';
import type { TaskRow } from '../../readmodel/queries/applications.js';
import type { ClockState, ClockView } from './application-view.js';

const BEFORE: readonly TaskState[] = ['SUBMITTED', 'CORRECTION_REQUESTED'];
const RUNNING: readonly TaskState[] = ['ACCEPTED', 'UNDER_REVIEW'];
const STOPPED: readonly TaskState[] = ['CLOCK_STOPPED', 'SUPPLEMENT_REQUESTED'];

/** What the ledger says of a task's time; nothing in it changes with the day on which it is asked for. */
export function clockView({ state, steps }: TaskHistory, row: TaskRow | undefined): ClockView {
  const decided = steps.flatMap(({ move }) => ('elapsed' in move ? [move.elapsed] : [])).at(-1);
  return {
    state: clockState(state),
    ...(row?.promisedDay === undefined ? {} : { promisedDay: row.promisedDay }),
    ...(row?.statutoryDay === undefined ? {} : { statutoryDay: row.statutoryDay }),
    ...(decided === undefined ? {} : { elapsed: decided }),
  };
}

function clockState(state: TaskState): ClockState {
  if (BEFORE.includes(state)) return 'NOT_STARTED';
  if (RUNNING.includes(state)) return 'RUNNING';
  return STOPPED.includes(state) ? 'STOPPED' : 'ENDED';
}
