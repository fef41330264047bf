// SPDX-License-Identifier: Apache-2.0
import type { FindingCode } from '../../gateway/audit-home.js';
import type { Bilingual } from '../language.js';
import { AGREEMENT_TEXTS } from './agreement-texts.js';
import { BLOCK_TEXTS } from './block-texts.js';

/** What a finding means, and what to do about it. docs/reliability.md says the same. */
export interface FindingText {
  readonly what: Bilingual;
  readonly remedy: Bilingual;
}

export const FINDING_TEXTS: Readonly<Record<FindingCode, FindingText>> = { ...BLOCK_TEXTS, ...AGREEMENT_TEXTS };
