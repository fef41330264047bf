// SPDX-License-Identifier: Apache-2.0
import { CrashCampaign } from './crash/campaign.js';
import { describeFigures, type CrashFigures } from './crash/figures.js';
import { campaignOptions } from '../network/campaign-options.js';

/**
 * Kills a gateway under load (`--kills N --seed N --json`) and looks after each kill whether everything acknowledged is
 * there once, and nothing half. Exit code 1 if not; 2 for wrong options; 130 if interrupted.
 */
export async function run(args: readonly string[]): Promise<number> {
  const options = campaignOptions(args, { name: 'crash', countName: 'kills', usual: 1000 });
  if (typeof options === 'number') return options;
  const { count: kills, seed, json } = options;
  let isOver = false;
  const interrupt = (): void => {
    isOver = true;
  };
  process.once('SIGINT', interrupt);
  const progress = new Progress(kills);
  const figures = await new CrashCampaign({
    kills,
    seed,
    isOver: () => isOver,
    onKill: (now) => {
      progress.show(now);
    },
  }).run();
  process.off('SIGINT', interrupt);
  process.stdout.write(json ? `${JSON.stringify(figures, null, 2)}\n` : describeFigures(figures));
  if (figures.wrong.length > 0) return 1;
  return figures.kills < kills ? 130 : 0;
}

const BETWEEN_LINES_MS = 5_000;

/** A line on stderr every few seconds. */
class Progress {
  readonly #kills: number;
  #shown = 0;

  constructor(kills: number) {
    this.#kills = kills;
  }

  show({ kills, seconds, answered, cutOff, wrong }: CrashFigures): void {
    if (Date.now() - this.#shown < BETWEEN_LINES_MS && kills < this.#kills) return;
    this.#shown = Date.now();
    const left = Math.round((seconds / kills) * (this.#kills - kills));
    const found = wrong.length === 0 ? '' : `; ${wrong.length} wrong`;
    process.stderr.write(
      `${kills}/${this.#kills} kills, ${answered} answered, ${cutOff} cut off${found}; about ${left} s left\n`,
    );
  }
}
