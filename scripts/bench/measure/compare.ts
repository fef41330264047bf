// SPDX-License-Identifier: Apache-2.0
import { samplesOf, type Rounds } from './rounds.js';
import type { Sample } from './sample.js';
import { median } from './statistics.js';

/** Of an arm, the median over its rounds. */
export function medianOf(rounds: Rounds, arm: string, figure: (sample: Sample) => number): number {
  return median(samplesOf(rounds, arm).map(figure));
}

/** The median of what each round gives for two arms: what slows a whole round down slows both. */
export function compare(
  rounds: Rounds,
  [first, second]: readonly [string, string],
  figure: (sample: Sample) => number,
  by: (first: number, second: number) => number,
): number {
  const others = samplesOf(rounds, second);
  return median(
    samplesOf(rounds, first).map((sample, round) => {
      const other = others[round];
      if (other === undefined) throw new RangeError('the arms did not run in the same rounds');
      return by(figure(sample), figure(other));
    }),
  );
}

export const ratio = (first: number, second: number): number => first / second;
export const difference = (first: number, second: number): number => first - second;

/** Why a run does not count; `undefined` if it does: every arm was answered, and with nothing but what was asked for. */
export function voidReason(rounds: Rounds, arms: readonly string[] = [...rounds.samples.keys()]): string | undefined {
  for (const arm of arms) {
    for (const { requests, failed, fault = '' } of samplesOf(rounds, arm)) {
      if (failed > 0) return `${arm}: ${failed} of ${requests} requests failed${fault === '' ? '' : ` (${fault})`}`;
      if (requests === 0) return `${arm}: no request was answered`;
    }
  }
  return undefined;
}
