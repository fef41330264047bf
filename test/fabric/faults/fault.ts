// SPDX-License-Identifier: Apache-2.0
import type { Bilingual } from '../../../scripts/language.js';
import type { FaultNetwork } from './fault-network.js';
import type { Load } from './load.js';

/** Something that breaks on a running network, and how it ends. */
export interface Fault {
  readonly title: Bilingual;
  /** How long it lasts, in milliseconds. */
  readonly lasts: number;
  /** Whether the machine must let us make network namespaces. */
  readonly needsNamespaces?: boolean;
  /** What has to be done before any load, if anything. */
  prepare?(network: FaultNetwork): Promise<void>;
  strike(network: FaultNetwork, load: Load): Promise<void> | void;
  /** What its end needs; nothing where the network mends itself. */
  end(network: FaultNetwork): Promise<void> | void;
  /** What this fault alone lets one look at, once everything was granted: what was found, and what is not as it must be. */
  judge?(network: FaultNetwork): Promise<{ readonly told: Bilingual; readonly wrong: readonly string[] }>;
  /** What has to be undone once everything was looked at. */
  undo?(network: FaultNetwork): Promise<void>;
}
