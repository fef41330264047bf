// SPDX-License-Identifier: Apache-2.0
import type { Programs } from '../programs/locate-programs.js';
import type { Site } from '../plan/site.js';

/** What every step of `up` works with. */
export interface BringUp {
  readonly site: Site;
  readonly programs: Programs;
  readonly signal: AbortSignal | undefined;
}

/** How long a node may take from its start to its first answer, on a machine that is busy with all of them. */
export const START_MS = 60_000;
