// SPDX-License-Identifier: Apache-2.0
import type { Duty, Purpose } from '../catalogue/department.js';
import type { ServiceItem } from '../catalogue/service-item.js';
import { DomainError } from '../domain-error.js';
import type { AccessRequest } from './access.js';

/** What of the catalogue an access rests on; `undefined` = not on the ledger. */
export interface AdmissionCatalogue {
  /** The item version that the request names. */
  readonly item: ServiceItem | undefined;
  readonly purpose: Purpose | undefined;
  /** The duty that a STATUTORY basis names. */
  readonly duty: Duty | undefined;
}

export type KnownCatalogue = AdmissionCatalogue & { readonly item: ServiceItem; readonly purpose: Purpose };

/**
 * Holds every code that an access would put on the ledger against the catalogue: what the catalogue does not know is
 * no code but a text that the reader chose, and would stand in its subjects' diaries for ever.
 *
 * @throws {DomainError} VERSION_UNKNOWN, PURPOSE_UNKNOWN, DUTY_UNKNOWN, SUBJECTS_INVALID (a role that the item does
 *   not name): the first that fits.
 */
export function checkCodes(
  { legalBasis, ticket }: AccessRequest,
  { item, purpose, duty }: AdmissionCatalogue,
): KnownCatalogue {
  if (item === undefined) throw new DomainError('VERSION_UNKNOWN', undefined, '/itemVersion');
  if (purpose === undefined) throw new DomainError('PURPOSE_UNKNOWN', undefined, '/purposeCode');
  if (legalBasis.kind === 'STATUTORY' && duty === undefined)
    throw new DomainError('DUTY_UNKNOWN', undefined, '/legalBasis/dutyCode');
  const roles = new Set(item.subjects.map(({ role }) => role));
  if (!ticket.core.subjects.every(({ role }) => roles.has(role)))
    throw new DomainError('SUBJECTS_INVALID', undefined, '/ticket/core/subjects');
  return { item, purpose, duty };
}
