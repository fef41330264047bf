// SPDX-License-Identifier: Apache-2.0
import { compare, voidReason } from '../measure/compare.js';
import type { Rounds } from '../measure/rounds.js';
import type { Sample } from '../measure/sample.js';
import { verdictOf, writtenGoal, type Goal } from '../measure/verdict.js';
import { armNotes } from '../report/arm-notes.js';
import type { Row } from './experiment.js';
import type { RowName } from './names.js';

export interface Compared {
  readonly name: RowName;
  readonly what: string;
  readonly goal: Goal;
  readonly arms: readonly [string, string];
  readonly figure: (sample: Sample) => number;
  readonly by: (first: number, second: number) => number;
  /** How a figure and the goal are written, such as `× ` or ` ms`. */
  readonly unit: string;
  readonly notes?: readonly string[];
}

/** A row that holds two arms of one run against each other; void if one of them was answered with anything else. */
export function comparedRow(rounds: Rounds, compared: Compared): Row {
  const { name, what, goal, arms, figure, by, unit, notes = [] } = compared;
  const shown = [...armNotes(rounds, arms), ...notes];
  const written = writtenGoal(goal, unit);
  const why = voidReason(rounds, arms);
  if (why !== undefined) return { name, what, goal: written, measured: '–', verdict: 'void', notes: [why, ...shown] };
  const value = compare(rounds, arms, figure, by);
  return {
    name,
    what,
    goal: written,
    measured: `${value.toFixed(2)}${unit}`,
    value,
    verdict: verdictOf(goal, value),
    notes: shown,
  };
}

/** A row that could not be measured here. */
export function leftOut(name: RowName, what: string, goal: string, why: string): Row {
  return { name, what, goal, measured: '–', verdict: 'left out', notes: [why] };
}

/** A row of a figure that was not got by comparing arms. */
export function figureRow(row: {
  readonly name: RowName;
  readonly what: string;
  readonly goal: Goal;
  readonly unit: string;
  readonly value: number;
  readonly notes?: readonly string[];
}): Row {
  const { name, what, goal, unit, value, notes = [] } = row;
  const measured = `${value >= 100 ? value.toFixed(0) : value.toFixed(2)}${unit}`;
  return { name, what, goal: writtenGoal(goal, unit), measured, value, verdict: verdictOf(goal, value), notes };
}

/** A row whose run does not count. */
export function voidRow(name: RowName, what: string, why: string): Row {
  return { name, what, measured: '–', verdict: 'void', notes: [why] };
}

/** A figure for its own sake. */
export function measuredRow(
  name: RowName,
  what: string,
  measured: string,
  value: number,
  notes: readonly string[],
): Row {
  return { name, what, measured, value, verdict: 'measured', notes };
}
