// SPDX-License-Identifier: Apache-2.0
import type { Bilingual } from '../language.js';

/** One step of the story: what was seen, and whether it was as told. */
export interface Told {
  readonly title: Bilingual;
  readonly lines: readonly Bilingual[];
  /** What was not as told; empty when all was. */
  readonly amiss: readonly string[];
  /** The gateway's own answer, for `--json`. */
  readonly answer: unknown;
}

/** A line that reads the same in both languages. */
export function plain(text: string): Bilingual {
  return { zh: text, en: text };
}

/** The complaint, if the condition does not hold. */
export function unless(holds: boolean, complaint: string): string[] {
  return holds ? [] : [complaint];
}
