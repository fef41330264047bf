// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util';

export interface CampaignOptions {
  /** Requests for each operation and phase, at most. */
  readonly maxExamples: number;
  /** Makes a run repeatable. */
  readonly seed: number;
  readonly json: boolean;
  /** A folder with an environment of an earlier run, or where to leave one; default: a temporary one. */
  readonly venv?: string;
}

export const USAGE = `usage: npm run test:api -- [--max-examples N] [--seed N] [--venv FOLDER] [--json]
  Plays requests that fit the OpenAPI description, and requests that do not, against a small district.
  --max-examples N   requests for each operation and phase (default 40)
  --seed N           the same number, the same requests (default: by chance)
  --venv FOLDER      keep the Python environment there and use it again
  --json             the outcome as JSON on stdout
`;

/** @throws Error with what is wrong, for people */
export function readOptions(args: readonly string[]): CampaignOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'max-examples': { type: 'string', default: '40' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
      venv: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  return {
    maxExamples: numberOf('--max-examples', values['max-examples'], 1),
    seed: numberOf('--seed', values.seed, 0),
    json: values.json,
    ...(values.venv === undefined ? {} : { venv: values.venv }),
  };
}

function numberOf(name: string, text: string, least: number): number {
  const number = Number(text);
  if (!/^[0-9]{1,10}$/u.test(text) || number < least) throw new Error(`${name} must be a whole number from ${least}`);
  return number;
}
