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

/**
 * Options of a long run: `--<countName> N`, `--seed N`, `--json`.
 * @throws {TypeError} for anything else, with a text for the user.
 */
export function campaignOptions(args: readonly string[], countName: string, most: number): CampaignOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      [countName]: { type: 'string', default: String(most) },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      json: { type: 'boolean', default: false },
    },
  });
  return { count: whole(countName, values[countName]), seed: whole('seed', values.seed), json: values.json };
}

function whole(name: string, text: unknown): number {
  if (typeof text === 'string' && /^[0-9]{1,9}$/u.test(text)) return Number(text);
  throw new TypeError(`--${name} takes a whole number, as in --${name} 100`);
}
