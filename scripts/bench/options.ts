// SPDX-License-Identifier: Apache-2.0
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { EXPERIMENT_NAMES, FABRIC_EXPERIMENT_NAMES } from './experiments/names.js';

export interface BenchOptions {
  readonly ledger: 'embedded' | 'fabric';
  readonly quick: boolean;
  readonly peers: boolean;
  readonly growth: boolean;
  readonly import: boolean;
  readonly json: boolean;
  readonly markdown: boolean;
  /** Names of rows; all that are not long if absent. */
  readonly only?: readonly string[];
  readonly rounds?: number;
  /** Length of one arm of one round. */
  readonly seconds?: number;
  /** Graduates whose cases are verified. */
  readonly persons?: number;
  /** Records of the long part. */
  readonly rows: number;
  /** Folder that is kept, so that a long part that was interrupted goes on where it was. */
  readonly state?: string;
}

const ALL_NAMES = [...EXPERIMENT_NAMES, ...FABRIC_EXPERIMENT_NAMES];

const WAYS = `
Rows: ${EXPERIMENT_NAMES.join(', ')};
with --ledger fabric: ${FABRIC_EXPERIMENT_NAMES.join(', ')}.
Without options all but the long ones run, in about 10 minutes; immudb is compared with only with --peers.
The long ones fill a ledger with --rows records: G14 (also --growth) measures it before and after, import (also --import)
only the import. With --ledger fabric the run brings up networks of its own, one after the other, and takes them down;
it needs Fabric's programs (npx onedoor network install).
`;

/** Reads the command line. Answers an exit code instead where there is nothing to be run. */
export function readOptions(args: readonly string[]): BenchOptions | number {
  const command = new Command('npm run bench --')
    .description('Compares the gateway with what it stands on and with its peers, in interleaved rounds')
    .addOption(
      new Option('--ledger <ledger>', 'what the gateway stands on').choices(['embedded', 'fabric']).default('embedded'),
    )
    .option('--quick', 'short rounds, no verifications of 256 clients: three minutes at most', false)
    .option('--only <rows>', 'only these rows, separated by commas', rowNames)
    .option(
      '--peers',
      "builds immudb with the go command and compares with it (its licence is not this project's)",
      false,
    )
    .option('--growth', 'from 10,000 to --rows records: cost, memory, start-up', false)
    .option('--import', 'an import of --rows rows through the command line', false)
    .option('--rows <count>', 'records of the long part', whole, 1_000_000)
    .option('--rounds <count>', 'interleaved rounds (default 5)', whole)
    .option('--seconds <seconds>', 'length of one arm of one round (default 2; 0.5 with --quick)', positive)
    .option('--persons <count>', 'graduates whose cases are verified (default 512; 200 with --quick)', whole)
    .option('--state <folder>', 'keep the state of the long part here and go on from it')
    .option('--json', 'print the result as JSON', false)
    .option('--markdown', 'print the table as Markdown', false)
    .addHelpText('after', WAYS)
    .exitOverride();
  try {
    return command.parse([...args], { from: 'user' }).opts<BenchOptions>();
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

function rowNames(text: string): string[] {
  const known = new Map(ALL_NAMES.map((name) => [name.toLowerCase(), name]));
  return text.split(',').map((name) => {
    const found = known.get(name.trim().toLowerCase());
    if (found === undefined)
      throw new InvalidArgumentError(`there is no row ${name}; there are ${ALL_NAMES.join(', ')}`);
    return found;
  });
}

function whole(text: string): number {
  if (/^[1-9]\d{0,7}$/u.test(text)) return Number(text);
  throw new InvalidArgumentError('a whole number above 0');
}

function positive(text: string): number {
  const number = Number(text);
  if (number > 0 && number <= 600) return number;
  throw new InvalidArgumentError('a number of seconds above 0');
}
