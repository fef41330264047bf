// SPDX-License-Identifier: Apache-2.0
import { DomainError } from '../domain-error.js';
import { isDay } from '../time.js';
import { knownRecordType, type CatalogueView } from './catalogue-view.js';
import type { Accreditation } from './department.js';

/** The record type is published and the last day exists. @throws {DomainError} RECORD_TYPE_UNKNOWN, VALIDITY_INVALID */
export function checkAccreditation({ code, until }: Accreditation, view: CatalogueView): void {
  knownRecordType(view, code, '/document/code');
  if (until !== null && !isDay(until)) {
    throw new DomainError('VALIDITY_INVALID', 'the last day does not exist', '/document/until');
  }
}

/** Whether a department may attest on this day; the last day still counts. */
export function isAccredited(accreditation: Accreditation | undefined, day: string): boolean {
  if (accreditation === undefined || accreditation.withdrawn) return false;
  return accreditation.until === null || day <= accreditation.until;
}
