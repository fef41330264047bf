// SPDX-License-Identifier: Apache-2.0
import type { Consent } from '../../../chaincode/domain/catalogue/consent.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import type { Writer } from './writer.js';

/** The last word of a source about an item version counts. */
export function applyConsent({ rows, source }: Writer, consent: Consent): undefined {
  const { department, itemCode, itemVersion, state } = consent;
  const row = { department, itemCode, itemVersion, state, document: canonicalJson(consent), ...source };
  rows.replace('consents', row, ['department', 'itemCode', 'itemVersion']);
}
