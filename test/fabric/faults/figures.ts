// SPDX-License-Identifier: Apache-2.0

/** What became of the requests while one fault struck, and after it. */
export interface FaultFigures {
  readonly fault: string;
  /** Requests granted before the fault, while it lasted, and after it was over. */
  readonly before: number;
  readonly during: number;
  readonly after: number;
  /** Answers that promise nothing, by code; each such request was repeated with its key until it was granted. */
  readonly later: Readonly<Record<string, number>>;
  /** From the end of the fault until a request was granted that began after it; seconds. */
  readonly resumedAfter: number;
  readonly transactions: number;
  /** What was not as it must be: lost, twice, half, or refused otherwise than agreed. */
  readonly wrong: readonly string[];
}

export function describeFault({ fault, before, during, after, later, ...more }: FaultFigures): string {
  const { resumedAfter, transactions, wrong } = more;
  const told = Object.entries(later).map(([code, count]) => `${code} ${count}`);
  return [
    `${fault}: granted ${before} before, ${during} meanwhile, ${after} after`,
    `told to come later: ${told.length === 0 ? 'nobody' : told.join(', ')}`,
    `went on ${resumedAfter.toFixed(1)} s after its end`,
    `${transactions} transactions`,
    wrong.length === 0 ? 'nothing lost, nothing twice' : wrong.join('; '),
  ].join('; ');
}
