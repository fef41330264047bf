// SPDX-License-Identifier: Apache-2.0
import { campaignOptions } from '../network/campaign-options.js';
import { strike } from './support/strike-flips.js';
import type { FlipFigures } from './support/strike-flips.js';

/**
 * Flips bits (`--flips N --seed N --json`). Exit code 1 if an altered value was ever given out, a block was lost, or damage
 * was not reported with its block or its remedy; 2 for wrong options; 130 if interrupted.
 */
export async function run(args: readonly string[]): Promise<number> {
  const options = campaignOptions(args, { name: 'flips', countName: 'flips', usual: 1000 });
  if (typeof options === 'number') return options;
  const { count, seed, json } = options;
  let isOver = false;
  const interrupt = (): void => {
    isOver = true;
  };
  process.once('SIGINT', interrupt);
  const figures = await strike({ count, seed, isOver: () => isOver });
  process.off('SIGINT', interrupt);
  process.stdout.write(json ? `${JSON.stringify(figures, null, 2)}\n` : describe(figures));
  if (figures.wrong.length > 0) return 1;
  return figures.flips < count ? 130 : 0;
}

function describe({ seed, flips, stores, wrong }: FlipFigures): string {
  const lines = Object.entries(stores).map(
    ([store, { refused, named, repaired, wrong: bad }]) =>
      `${store.padEnd(12)} refused ${String(refused)}, named when read ${String(named)}, repaired ${String(repaired)}, wrong ${String(bad)}`,
  );
  return [`${String(flips)} flips, seed ${String(seed)}`, ...lines, ...wrong, ''].join('\n');
}
