// SPDX-License-Identifier: Apache-2.0
import type { Consent } from '../../chaincode/domain/catalogue/consent.js';
import { canonicalJson } from '../../chaincode/wire/canonical-json.js';
import { sha256 } from '../readmodel/belief/digest.js';
import type { Tell } from './audit-finding.js';
import type { KnownCatalogue } from './known-catalogue.js';

/** A consent is given to bytes of an item version that was published. */
export async function checkConsent(consent: Consent, catalogue: KnownCatalogue, tell: Tell): Promise<void> {
  const { department, itemCode, itemVersion, itemDigest, state } = consent;
  if (state === 'WITHDRAWN') return;
  const item = await catalogue.version('item', itemCode, itemVersion);
  if (item !== undefined && sha256(canonicalJson(item)) === itemDigest) return;
  tell('ITEM_DIFFERS', `${department} agreed to other bytes than those of ${itemCode} version ${itemVersion}`);
}
