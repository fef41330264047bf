// SPDX-License-Identifier: Apache-2.0
import type { Consent } from '../catalogue/consent.js';
import type { RecordType } from '../catalogue/record-type.js';
import { departmentOf } from '../names.js';
import type { RefusalCode } from '../refusals.js';

/** By whom, for which item version and purpose, and when, a claim is to be used. */
export interface Use {
  readonly reader: string;
  readonly itemCode: string;
  readonly itemVersion: number;
  readonly purposeCode: string;
  readonly on: string;
}

/**
 * Whether a source lets an item use one of its claims, `undefined` if so.
 *
 * A source that reads for its own items needs no consent; another reader does, for the same item. UNCONDITIONAL claims need none; NOT_SHARED ones are never lent. Everything else,
 * a claim that the record type in force does not know any more included, needs a consent that names record type,
 * claim and purpose, is not withdrawn, and has not ended: it holds on its last day.
 */
export function whyNotShared(
  recordType: RecordType,
  claim: string,
  consent: Consent | undefined,
  use: Use,
): Extract<RefusalCode, 'CLAIM_NOT_SHARED' | 'CONSENT_MISSING'> | undefined {
  if (isItsOwn(recordType, use)) return undefined;
  const sharing = recordType.claims.find(({ name }) => name === claim)?.sharing;
  if (sharing === 'UNCONDITIONAL') return undefined;
  if (sharing === 'NOT_SHARED') return 'CLAIM_NOT_SHARED';
  return consent !== undefined && covers(consent, recordType.code, claim, use) ? undefined : 'CONSENT_MISSING';
}

/**
 * Whether a source lets an item ask if a record is there at all, `undefined` if so. That can be worked out from any
 * UNCONDITIONAL claim; a type without one needs a consent that names it, be it with no claim.
 */
export function whyNotKnown(
  recordType: RecordType,
  consent: Consent | undefined,
  use: Use,
): Extract<RefusalCode, 'CONSENT_MISSING'> | undefined {
  if (isItsOwn(recordType, use) || recordType.claims.some(({ sharing }) => sharing === 'UNCONDITIONAL'))
    return undefined;
  return consent !== undefined && covers(consent, recordType.code, undefined, use) ? undefined : 'CONSENT_MISSING';
}

function isItsOwn({ code }: RecordType, { reader, itemCode }: Use): boolean {
  return departmentOf(code) === reader && departmentOf(itemCode) === reader;
}

function covers(consent: Consent, recordType: string, claim: string | undefined, use: Use): boolean {
  return (
    consent.state === 'GIVEN' &&
    consent.itemCode === use.itemCode &&
    consent.itemVersion === use.itemVersion &&
    consent.purposes.includes(use.purposeCode) &&
    (consent.until === null || use.on <= consent.until) &&
    consent.recordTypes.some(
      (entry) => entry.recordType === recordType && (claim === undefined || entry.claims.includes(claim)),
    )
  );
}
