// SPDX-License-Identifier: Apache-2.0
import { loadavg } from 'node:os';
import type { Sample } from './sample.js';

/** One of the things that are compared. */
export interface Arm {
  readonly name: string;
  run(): Promise<Sample>;
}

/** One interleaved run: in every round each arm once. */
export interface Rounds {
  readonly samples: ReadonlyMap<string, readonly Sample[]>;
  /** Load average of the machine after each round. */
  readonly load: readonly number[];
}

export interface RoundsOptions {
  readonly rounds: number;
  /** Ends the run between two arms, by throwing. */
  readonly signal?: AbortSignal;
  readonly onArm?: (round: number, arm: string) => void;
}

/** Lets the arms alternate: every other round in the opposite order, so that nobody always comes after the same one. */
export async function interleave(arms: readonly Arm[], options: RoundsOptions): Promise<Rounds> {
  const samples = new Map<string, Sample[]>(arms.map(({ name }) => [name, []]));
  const load: number[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    for (const arm of round % 2 === 0 ? arms : [...arms].reverse()) {
      options.signal?.throwIfAborted();
      options.onArm?.(round, arm.name);
      samples.get(arm.name)?.push(await arm.run());
    }
    load.push(loadavg()[0] ?? 0);
  }
  return { samples, load };
}

/** @throws RangeError for an arm that did not run: a slip of the programmer. */
export function samplesOf({ samples }: Pick<Rounds, 'samples'>, arm: string): readonly Sample[] {
  const found = samples.get(arm);
  if (found === undefined) throw new RangeError(`no arm ${arm} ran`);
  return found;
}
