// SPDX-License-Identifier: Apache-2.0
import type { FindingCode } from '../../gateway/audit-home.js';
import { AGREEMENT_TEXTS } from './agreement-texts.js';
import { BLOCK_TEXTS } from './block-texts.js';
import type { FindingText } from './finding-text.js';

export const FINDING_TEXTS: Readonly<Record<FindingCode, FindingText>> = { ...BLOCK_TEXTS, ...AGREEMENT_TEXTS };
