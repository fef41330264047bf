// SPDX-License-Identifier: Apache-2.0
import type { BenchOptions } from '../options.js';
import { attests } from './attests.js';
import type { Experiment } from './experiment.js';
import { singleClient } from './single-client.js';
import { storedReads } from './stored-reads.js';
import { verificationRates } from './verification-rates.js';

const ALL: readonly Experiment[] = [attests, singleClient, storedReads, verificationRates];

/** Those that were named; without names all but the long ones, which have an option of their own. */
export function chosenExperiments({ only, growth, import: imports }: BenchOptions): Experiment[] {
  const asked = { growth, import: imports };
  return ALL.filter(({ names, long }) => {
    if (only !== undefined) return names.some((name) => only.includes(name));
    return long === undefined || asked[long];
  });
}
