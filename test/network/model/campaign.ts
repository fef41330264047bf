// SPDX-License-Identifier: Apache-2.0
import { campaignOptions } from '../campaign-options.js';
import type { CampaignOptions } from '../campaign-options.js';
import { playRandomHistories } from './agreement.js';
import { openModelNetwork } from './model-network.js';
import type { Tally } from './play-history.js';

/** Played on one network before a fresh one takes its place, and between two lines of progress. */
const HISTORIES_A_NETWORK = 1000;

interface Campaign {
  readonly histories: number;
  readonly seed: number;
  readonly played: number;
  readonly seconds: number;
  readonly codes: Readonly<Record<string, number>>;
  readonly difference: string | undefined;
}

/**
 * Plays random histories on embedded networks and on the reference model. Progress goes to stderr, figures to stdout.
 * @returns 0 if all agree, 1 if one does not, 2 for unknown options, 130 if it was interrupted.
 */
export async function run(args: readonly string[]): Promise<number> {
  const options = campaignOptions(args, { name: 'model', countName: 'histories', usual: 10_000 });
  if (typeof options === 'number') return options;
  const interruption = new AbortController();
  const interrupt = (): void => {
    interruption.abort();
  };
  process.once('SIGINT', interrupt);
  try {
    const campaign = await playCampaign(options, interruption.signal);
    process.stdout.write(options.json ? `${JSON.stringify(campaign)}\n` : describe(campaign));
    if (campaign.difference !== undefined) return 1;
    return interruption.signal.aborted ? 130 : 0;
  } finally {
    process.off('SIGINT', interrupt);
  }
}

async function playCampaign({ count: histories, seed }: CampaignOptions, signal: AbortSignal): Promise<Campaign> {
  const started = performance.now();
  const tally: Tally = new Map();
  let played = 0;
  let difference: string | undefined;
  for (let part = 0; played < histories && difference === undefined && !signal.aborted; part += 1) {
    const { network, remove } = await openModelNetwork();
    try {
      const count = Math.min(HISTORIES_A_NETWORK, histories - played);
      const agreement = await playRandomHistories(network, { histories: count, seed: seed + part }, tally, signal);
      played += agreement.played;
      difference = agreement.difference;
    } finally {
      await remove();
    }
    process.stderr.write(`${played} of ${histories} histories, ${seconds(started)} s\n`);
  }
  return { histories, seed, played, seconds: seconds(started), codes: Object.fromEntries(tally), difference };
}

function seconds(started: number): number {
  return Math.round((performance.now() - started) / 100) / 10;
}

function describe({ played, seed, seconds: took, codes, difference }: Campaign): string {
  const ended = Object.entries(codes).map(([code, count]) => `  ${code.padEnd(28)}${count}\n`);
  const verdict = difference === undefined ? 'network and model agree' : `they differ: ${difference}`;
  return `${played} histories from seed ${seed} in ${took} s; transactions:\n${ended.join('')}${verdict}\n`;
}
