// SPDX-License-Identifier: Apache-2.0
import { knownDepartment, knownRecordType, onlyOnce, sharedClaim, type CatalogueView } from './catalogue-view.js';
import type { Duty } from './department.js';

/**
 * A duty names a department on the register and, each record type once, claims that exist and may be shared.
 *
 * @throws {DomainError} DEPARTMENT_UNKNOWN, CATALOGUE_INVALID, RECORD_TYPE_UNKNOWN, CLAIM_UNKNOWN, CLAIM_NOT_SHARED
 */
export function checkDuty({ department, recordTypes }: Duty, view: CatalogueView): void {
  knownDepartment(view, department, '/document/department');
  onlyOnce(
    recordTypes.map(({ recordType }) => recordType),
    (index) => `/document/recordTypes/${index}/recordType`,
  );
  recordTypes.forEach(({ recordType, claims }, index) => {
    const place = `/document/recordTypes/${index}`;
    const known = knownRecordType(view, recordType, `${place}/recordType`);
    claims.forEach((claim, position) => sharedClaim(known, claim, `${place}/claims/${position}`));
  });
}
