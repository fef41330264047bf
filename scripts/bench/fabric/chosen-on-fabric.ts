// SPDX-License-Identifier: Apache-2.0
import type { BenchOptions } from '../options.js';
import { batches } from './batches.js';
import { drivers } from './drivers.js';
import { evaluates } from './evaluates.js';
import type { FabricExperiment } from './fabric-experiment.js';
import { imports } from './imports.js';
import { reads } from './reads.js';
import { submits } from './submits.js';
import { verifications } from './verifications.js';

/** In the order in which they run. */
const ALL: readonly FabricExperiment[] = [submits, evaluates, drivers, imports, verifications, reads, batches];

/** Those that were named, or all, as far as they make sense on the network of this name. */
export function chosenOnFabric({ only }: BenchOptions, network: string): FabricExperiment[] {
  return ALL.filter(({ name, on }) => (only?.includes(name) ?? true) && (on?.includes(network) ?? true));
}
