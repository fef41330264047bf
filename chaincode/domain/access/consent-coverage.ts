// SPDX-License-Identifier: Apache-2.0
import type { Consent } from '../catalogue/consent.js';
import type { RecordType } from '../catalogue/record-type.js';
import { departmentOf } from '../names.js';
import type { RefusalCode } from '../refusals.js';

/** For which item version and purpose, and when, a claim is to be used. */
export interface Use {
  readonly itemCode: string;
  readonly itemVersion: number;
  readonly purposeCode: string;
  readonly on: string;
}

/**
 * Whether a source lets an item use one of its claims, `undefined` if so.
 *
 * Its own items need no consent. UNCONDITIONAL claims need none; NOT_SHARED ones are never lent. Everything else,
 * a claim that the record type in force does not know any more included, needs a consent that names record type,
 * claim and purpose, is not withdrawn, and has not ended: it holds on its last day.
 */
export function whyNotShared(
  recordType: RecordType,
  claim: string,
  consent: Consent | undefined,
  use: Use,
): Extract<RefusalCode, 'CLAIM_NOT_SHARED' | 'CONSENT_MISSING'> | undefined {
  if (departmentOf(use.itemCode) === departmentOf(recordType.code)) return undefined;
  const sharing = recordType.claims.find(({ name }) => name === claim)?.sharing;
  if (sharing === 'UNCONDITIONAL') return undefined;
  if (sharing === 'NOT_SHARED') return 'CLAIM_NOT_SHARED';
  return consent !== undefined && covers(consent, recordType.code, claim, use) ? undefined : 'CONSENT_MISSING';
}

function covers(consent: Consent, recordType: string, claim: string, use: Use): boolean {
  return (
    consent.state === 'GIVEN' &&
    consent.itemCode === use.itemCode &&
    consent.itemVersion === use.itemVersion &&
    consent.purposes.includes(use.purposeCode) &&
    (consent.until === null || use.on <= consent.until) &&
    consent.recordTypes.some((entry) => entry.recordType === recordType && entry.claims.includes(claim))
  );
}
