// SPDX-License-Identifier: Apache-2.0
import type { Site } from '../plan/site.js';
import type { Programs } from '../programs/locate-programs.js';
import type { Told } from '../network-failure.js';

/** What every operation on a running network works with. */
export interface Operation {
  readonly site: Site;
  readonly programs: Programs;
  /** Told before each step; the steps look at what is there, so an operation that broke off can be run again. */
  readonly onStep: (text: Told) => void;
  readonly signal?: AbortSignal;
}
