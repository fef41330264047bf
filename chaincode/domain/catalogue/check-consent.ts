// SPDX-License-Identifier: Apache-2.0
import { DomainError } from '../domain-error.js';
import { departmentOf } from '../names.js';
import { isDay } from '../time.js';
import { knownRecordType, sharedClaim, type CatalogueView } from './catalogue-view.js';
import type { Consent } from './consent.js';

/** What a source agrees to, as it asks for it. */
export type ConsentTerms = Pick<Consent, 'department' | 'recordTypes' | 'until'>;

/**
 * A source can agree only to the use of its own record types and of claims that exist and may be shared.
 *
 * @throws {DomainError} DEPARTMENT_NOT_ENTITLED, RECORD_TYPE_UNKNOWN, CLAIM_UNKNOWN, CLAIM_NOT_SHARED, VALIDITY_INVALID
 */
export function checkConsent({ department, recordTypes, until }: ConsentTerms, view: CatalogueView): void {
  recordTypes.forEach(({ recordType, claims }, index) => {
    const place = `/recordTypes/${index}`;
    if (departmentOf(recordType) !== department) {
      throw new DomainError('DEPARTMENT_NOT_ENTITLED', `${recordType} is not of ${department}`, `${place}/recordType`);
    }
    const known = knownRecordType(view, recordType, `${place}/recordType`);
    claims.forEach((claim, position) => sharedClaim(known, claim, `${place}/claims/${position}`));
  });
  if (until !== null && !isDay(until))
    throw new DomainError('VALIDITY_INVALID', 'the last day does not exist', '/until');
}
