// SPDX-License-Identifier: Apache-2.0

/** What became of a goal; `measured` where there is none. */
export type Verdict = 'met' | 'missed' | 'left out' | 'void' | 'measured';

/** A goal as a number. A figure that equals it meets it. */
export interface Goal {
  /** `equal to` lets two hundredths pass: a file that is changed now and then is no rule broken. */
  readonly is: 'at least' | 'at most' | 'equal to';
  readonly value: number;
}

const TOLERANCE = 0.02;

export function verdictOf({ is, value }: Goal, measured: number): 'met' | 'missed' {
  const met = {
    'at least': measured >= value,
    'at most': measured <= value,
    'equal to': Math.abs(measured - value) <= TOLERANCE,
  };
  return met[is] ? 'met' : 'missed';
}

/** As the table writes it. @param unit as it stands behind the number. */
export function writtenGoal({ is, value }: Goal, unit: string): string {
  return `${{ 'at least': '≥', 'at most': '≤', 'equal to': '=' }[is]} ${value}${unit}`;
}
