// SPDX-License-Identifier: Apache-2.0

/** What became of a goal; `measured` where there is none. */
export type Verdict = 'met' | 'missed' | 'left out' | 'void' | 'measured';

/** A goal as a number. A figure that equals it meets it. */
export interface Goal {
  readonly is: 'at least' | 'at most';
  readonly value: number;
}

export function verdictOf(goal: Goal, measured: number): 'met' | 'missed' {
  if (Number.isNaN(measured)) return 'missed';
  return (goal.is === 'at least' ? measured >= goal.value : measured <= goal.value) ? 'met' : 'missed';
}
