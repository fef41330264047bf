// SPDX-License-Identifier: Apache-2.0
import { loadavg } from 'node:os';
import type { Sample } from './sample.js';

/** One of the things that are compared. */
export interface Arm {
  readonly name: string;
  /** One stretch of about so many seconds. */
  run(seconds: number): Promise<Sample>;
}

/** One interleaved run: in every round each arm once. */
export interface Rounds {
  readonly samples: ReadonlyMap<string, readonly Sample[]>;
  /** Load average of the machine after each round. */
  readonly load: readonly number[];
  /** So long each arm ran before the first round, unmeasured. */
  readonly warmUpSeconds: number;
}

export interface RoundsOptions {
  readonly rounds: number;
  /** Length of one arm of one round. */
  readonly seconds: number;
  /** Default 0: no warm-up. */
  readonly warmUpSeconds?: number;
  /** Ends the run between two arms, by throwing. */
  readonly signal?: AbortSignal;
  /** Told before each stretch; `round` is absent for the warm-up. */
  readonly onArm?: (arm: string, round?: number) => void;
}

/**
 * Lets the arms alternate: every other round in the opposite order, so that nobody always comes after the same one. Before
 * that each runs for as long as the others unmeasured: a program that has just started compiles what it runs often.
 */
export async function interleave(arms: readonly Arm[], options: RoundsOptions): Promise<Rounds> {
  const samples = new Map<string, Sample[]>(arms.map(({ name }) => [name, []]));
  const load: number[] = [];
  const { rounds, seconds, warmUpSeconds = 0 } = options;
  if (warmUpSeconds > 0) await warmUp(arms, options, warmUpSeconds);
  for (let round = 0; round < rounds; round += 1) {
    for (const arm of round % 2 === 0 ? arms : [...arms].reverse()) {
      options.signal?.throwIfAborted();
      options.onArm?.(arm.name, round);
      samples.get(arm.name)?.push(await arm.run(seconds));
    }
    load.push(loadavg()[0] ?? 0);
  }
  return { samples, load, warmUpSeconds };
}

async function warmUp(arms: readonly Arm[], { signal, onArm }: RoundsOptions, seconds: number): Promise<void> {
  for (const arm of arms) {
    signal?.throwIfAborted();
    onArm?.(arm.name);
    await arm.run(seconds);
  }
}

/** @throws RangeError for an arm that did not run: a slip of the programmer. */
export function samplesOf({ samples }: Pick<Rounds, 'samples'>, arm: string): readonly Sample[] {
  const found = samples.get(arm);
  if (found === undefined) throw new RangeError(`no arm ${arm} ran`);
  return found;
}
