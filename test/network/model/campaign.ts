// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util';
import { playRandomHistories } from './agreement.js';
import { openModelNetwork } from './model-network.js';
import type { Tally } from './play-history.js';

/** Played on one network before a fresh one takes its place, and between two lines of progress. */
const HISTORIES_A_NETWORK = 1000;
const USAGE = 'usage: npm run test:model -- [--histories N] [--seed N] [--json]\n';

interface CampaignOptions {
  readonly histories: number;
  readonly seed: number;
  readonly json: boolean;
}

interface Campaign extends CampaignOptions {
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
  if (args.includes('--help')) {
    process.stdout.write(USAGE);
    return 0;
  }
  const options = readOptions(args);
  if (options === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
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

function readOptions(args: readonly string[]): CampaignOptions | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        histories: { type: 'string', default: '10000' },
        seed: { type: 'string', default: String(Date.now() % 1_000_000) },
        json: { type: 'boolean', default: false },
      },
    });
    const whole = (text: string): boolean => /^[0-9]{1,8}$/u.test(text);
    if (!whole(values.histories) || !whole(values.seed)) return undefined;
    return { histories: Number(values.histories), seed: Number(values.seed), json: values.json };
  } catch {
    return undefined; // an option that nobody knows: the usage follows
  }
}

async function playCampaign(options: CampaignOptions, signal: AbortSignal): Promise<Campaign> {
  const { histories, seed } = options;
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
  return { ...options, played, seconds: seconds(started), codes: Object.fromEntries(tally), difference };
}

function seconds(started: number): number {
  return Math.round((performance.now() - started) / 100) / 10;
}

function describe({ played, seed, seconds: took, codes, difference }: Campaign): string {
  const ended = Object.entries(codes).map(([code, count]) => `  ${code.padEnd(28)}${count}\n`);
  const verdict = difference === undefined ? 'network and model agree' : `they differ: ${difference}`;
  return `${played} histories from seed ${seed} in ${took} s; transactions:\n${ended.join('')}${verdict}\n`;
}
