// SPDX-License-Identifier: Apache-2.0
import type { Occurrence } from '../problems/problem.js';

/** A refusal that was given before, for the same key and request. */
export class KeptRefusal extends Error {
  override readonly name = 'KeptRefusal';
  readonly occurrence: Occurrence;

  constructor(occurrence: Occurrence) {
    super(`refused before as ${occurrence.code}`);
    this.occurrence = occurrence;
  }
}
