// SPDX-License-Identifier: Apache-2.0
import type { Consent } from '../../../chaincode/domain/catalogue/consent.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import type { Writer } from './writer.js';

/** The last word of a source about an item version counts. */
export async function applyConsent(writer: Writer, consent: Consent): Promise<undefined> {
  const { department, itemCode, itemVersion, state } = consent;
  const change = { state, document: canonicalJson(consent), ...writer.source };
  await writer.sql
    .insertInto('consents')
    .values({ department, itemCode, itemVersion, ...change })
    .onConflict((conflict) => conflict.doUpdateSet(change))
    .execute();
}
