// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util';

export interface CampaignOptions {
  /** How often the fault strikes. */
  readonly count: number;
  /** Start of the random numbers: the same seed chooses the same faults. */
  readonly seed: number;
  /** Figures as JSON on stdout instead of text. */
  readonly json: boolean;
}

interface Campaign {
  /** As in `npm run test:<name>`. */
  readonly name: string;
  /** Name of the option that says how often the fault strikes, and what it is without that. */
  readonly countName: string;
  readonly usual: number;
  /** What `--help` says, where that is more than the options; ends with a line break. */
  readonly usage?: string;
}

/**
 * Options of a long run: `--<countName> N`, `--seed N`, `--json`. Answers an exit code instead where there is nothing to
 * be run: 0 after `--help`, 2 for anything else, with the usage.
 */
export function campaignOptions(args: readonly string[], campaign: Campaign): CampaignOptions | number {
  const { name, countName, usual } = campaign;
  const options = `[--${countName} N] [--seed N] [--json]   (${usual} unless said otherwise)`;
  const { usage = `usage: npm run test:${name} -- ${options}\n` } = campaign;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        [countName]: { type: 'string', default: String(usual) },
        seed: { type: 'string', default: String(Date.now() % 1_000_000) },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(usage);
      return 0;
    }
    return { count: whole(countName, values[countName]), seed: whole('seed', values.seed), json: values.json };
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${usage}`);
    return 2;
  }
}

function whole(name: string, text: unknown): number {
  if (typeof text === 'string' && /^[0-9]{1,9}$/u.test(text)) return Number(text);
  throw new TypeError(`--${name} takes a whole number, as in --${name} 100`);
}
