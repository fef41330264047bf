// SPDX-License-Identifier: Apache-2.0
import type { Bench } from '../bench-run.js';
import type { Verdict } from '../measure/verdict.js';
import type { RowName } from './names.js';

/** One line of the table. */
export interface Row {
  readonly name: RowName;
  /** What was measured, in words. */
  readonly what: string;
  /** In words; absent where a figure is shown for its own sake. */
  readonly goal?: string;
  readonly measured: string;
  /** The figure that the goal is held against. */
  readonly value?: number;
  readonly verdict: Verdict;
  /** What belongs to it: single arms, load, why something was left out. */
  readonly notes: readonly string[];
}

/** Rows that one interleaved run gives. */
export interface Experiment {
  readonly names: readonly RowName[];
  /** Runs only when it is asked for by its own option. */
  readonly long?: 'growth' | 'import';
  run(bench: Bench): Promise<readonly Row[]>;
}
