// SPDX-License-Identifier: Apache-2.0
import { medianOf } from '../measure/compare.js';
import { samplesOf, type Rounds } from '../measure/rounds.js';
import { rateOf } from '../measure/sample.js';

/** One line per arm: medians over the rounds. And the load of the machine, which says what the figures are worth. */
export function armNotes(rounds: Rounds, arms: readonly string[] = [...rounds.samples.keys()]): string[] {
  const load = rounds.load.map((one) => one.toFixed(1));
  const notes = [`load average after each round: ${load.join(' ')}`, ...warmUpNotes(rounds)];
  return [...arms.map((arm) => armNote(rounds, arm)), ...notes];
}

export function warmUpNotes({ warmUpSeconds }: Rounds): string[] {
  return warmUpSeconds > 0 ? [`each arm ran ${warmUpSeconds} s before the first round, unmeasured`] : [];
}

export function armNote(rounds: Rounds, arm: string): string {
  const figures = [
    `${count(medianOf(rounds, arm, rateOf))}/s`,
    `p50 ${milliseconds(medianOf(rounds, arm, ({ p50 }) => p50))}`,
    `p99 ${milliseconds(medianOf(rounds, arm, ({ p99 }) => p99))}`,
  ];
  const told = samplesOf(rounds, arm).every(({ cpuMicros }) => cpuMicros !== undefined);
  if (told) figures.push(`${count(medianOf(rounds, arm, ({ cpuMicros = 0 }) => cpuMicros))} µs CPU`);
  return `${arm}: ${figures.join(', ')}`;
}

export function count(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toFixed(1);
}

export function milliseconds(value: number): string {
  return `${value >= 100 ? value.toFixed(0) : value.toFixed(2)} ms`;
}

export function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MiB`;
}
