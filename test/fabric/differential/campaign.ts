// SPDX-License-Identifier: Apache-2.0
import { campaignOptions } from '../../network/campaign-options.js';
import { modelChaincodes } from '../../network/model/model-network.js';
import { ProbeNetwork } from '../support/probe-network.js';
import { playOnBoth } from './agreement.js';
import { LedgerPair } from './ledger-pair.js';

/**
 * Plays random histories on a real Fabric network and on the embedded one beside it. Progress goes to stderr, figures to
 * stdout.
 * @returns 0 if all agree, 1 if one does not, 2 for unknown options.
 */
export async function run(args: readonly string[]): Promise<number> {
  const options = campaignOptions(args, { name: 'differential', countName: 'histories', usual: 1000 });
  if (typeof options === 'number') return options;
  const { count: histories, seed, json } = options;
  tell('bringing up a network of three organisations …');
  const network = await ProbeNetwork.open();
  const interrupt = (): void => {
    network.kill();
    process.exit(130);
  };
  process.once('SIGINT', interrupt);
  try {
    const ledgers = await LedgerPair.open(network.channel, modelChaincodes());
    const started = performance.now();
    const seconds = (): number => Math.round((performance.now() - started) / 100) / 10;
    const onProgress = (played: number): void => {
      tell(`${played} of ${histories} histories, ${seconds()} s`);
    };
    const agreement = await playOnBoth(ledgers, { histories, seed, onProgress });
    const figures = { histories, seed, seconds: seconds(), ...agreement };
    process.stdout.write(json ? `${JSON.stringify(figures)}\n` : describe(figures));
    await ledgers.remove();
    return agreement.difference === undefined ? 0 : 1;
  } finally {
    process.off('SIGINT', interrupt);
    await network.remove();
  }
}

interface Figures {
  readonly played: number;
  readonly seed: number;
  readonly seconds: number;
  readonly difference: string | undefined;
}

function describe({ played, seed, seconds, difference }: Figures): string {
  const verdict = difference === undefined ? 'Fabric and the embedded network agree' : `they differ: ${difference}`;
  return `${played} histories from seed ${seed} in ${seconds} s\n${verdict}\n`;
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
