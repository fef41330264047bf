// SPDX-License-Identifier: Apache-2.0
import type { Bench } from '../bench-run.js';
import type { Row } from '../experiments/experiment.js';
import type { FABRIC_EXPERIMENT_NAMES } from '../experiments/names.js';
import type { BenchNetwork } from './bench-network.js';

export type FabricRowName = (typeof FABRIC_EXPERIMENT_NAMES)[number];

/** Rows that are measured on one running network after the other. */
export interface FabricExperiment {
  readonly name: FabricRowName;
  /** Networks that it makes sense on; absent: all. */
  readonly on?: readonly string[];
  run(bench: Bench, network: BenchNetwork): Promise<readonly Row[]>;
}
