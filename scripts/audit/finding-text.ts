// SPDX-License-Identifier: Apache-2.0
import type { Bilingual } from '../language.js';

/** What a finding means, and what to do about it. docs/reliability.md says the same. */
export interface FindingText {
  readonly what: Bilingual;
  readonly remedy: Bilingual;
}

export function findingText(zh: string, en: string, remedy: Bilingual): FindingText {
  return { what: { zh, en }, remedy };
}
