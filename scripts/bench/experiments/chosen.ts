// SPDX-License-Identifier: Apache-2.0
import type { BenchOptions } from '../options.js';
import { attests } from './attests.js';
import { echoedRequests } from './echoed-requests.js';
import type { Experiment } from './experiment.js';
import { growth } from './growth.js';
import { longImport } from './long-import.js';
import { openLoopReads } from './open-loop-reads.js';
import { projection } from './projection.js';
import { singleClient } from './single-client.js';
import { singleTransactions } from './single-transactions.js';
import { storedReads } from './stored-reads.js';
import { syncsPerBlock } from './syncs-per-block.js';
import { verificationRates } from './verification-rates.js';

/** In the order in which they run: those that stop the gateway come last. */
const ALL: readonly Experiment[] = [
  attests,
  singleClient,
  storedReads,
  echoedRequests,
  openLoopReads,
  verificationRates,
  singleTransactions,
  syncsPerBlock,
  projection,
  longImport,
  growth,
];

/** Those that were named; without names all but the long ones, which have an option of their own. */
export function chosenExperiments({ only, growth, import: imports }: BenchOptions): Experiment[] {
  const asked = { growth, import: imports };
  return ALL.filter(({ names, long }) => {
    if (only !== undefined) return names.some((name) => only.includes(name));
    return long === undefined || asked[long];
  });
}
