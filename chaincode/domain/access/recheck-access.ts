// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from '../canonical-json.js';
import type { Department } from '../catalogue/department.js';
import type { ServiceItem } from '../catalogue/service-item.js';
import { DomainError } from '../domain-error.js';
import { mspIdOf } from '../names.js';
import { addMinutes, compareInstants } from '../time.js';
import type { Access } from './access.js';
import { admitAccess } from './admit-access.js';
import type { AdmissionCatalogue } from './check-codes.js';
import { verifyTicketCore, type VerifySignature } from './verify-ticket.js';

/**
 * Whether a stamped access may be answered now, for this caller.
 *
 * The signed ticket, and not the document's place on the ledger, says whose access it is: two departments that
 * collude can write any bytes, but not a ticket of the pseudonym service in another reader's name.
 *
 * @throws {DomainError} ACCESS_UNKNOWN (the document is not that of its ticket), DEPARTMENT_NOT_ENTITLED (another
 *   department calls), TICKET_INVALID, TICKET_FOREIGN, TICKET_EXPIRED, ACCESS_REFUSED, TIME_WENT_BACK,
 *   ACCESS_EXPIRED; an access is still open at the exact instant it ends.
 */
export function checkOpenAccess(
  access: Access,
  {
    accessId,
    callerMspId,
    at,
    service,
    verify,
  }: {
    accessId: string;
    callerMspId: string;
    at: string;
    service: Department | undefined;
    verify: VerifySignature;
  },
): void {
  const { ticket } = access.request;
  if (access.accessId !== accessId || ticket.core.ticketId !== accessId) throw new DomainError('ACCESS_UNKNOWN');
  if (callerMspId !== mspIdOf(access.reader)) throw new DomainError('DEPARTMENT_NOT_ENTITLED');
  verifyTicketCore(ticket, { reader: access.reader, at: access.at, service, verify });
  if (access.outcome === 'REFUSED') throw new DomainError('ACCESS_REFUSED');
  if (compareInstants(at, access.at) < 0) throw new DomainError('TIME_WENT_BACK');
  if (compareInstants(at, access.expiresAt) > 0) throw new DomainError('ACCESS_EXPIRED');
}

/**
 * Runs the admission again, on the source's own peer, and holds plan and expiry of the document against it.
 *
 * @throws {DomainError} what `admitAccess` refuses; ACCESS_UNKNOWN if the document does not follow from its request.
 */
export function recheckAdmission(access: Access, catalogue: AdmissionCatalogue): ServiceItem {
  const plan = admitAccess(access.reader, access.request, catalogue);
  const { item } = catalogue;
  if (
    item === undefined ||
    canonicalJson(plan) !== canonicalJson(access.plan) ||
    expiryOf(item, access.at) !== access.expiresAt
  ) {
    throw new DomainError('ACCESS_UNKNOWN', 'the access on the ledger does not follow from its request');
  }
  return item;
}

/** Until when sources can be asked; the exact instant included. */
export function expiryOf(item: ServiceItem, openedAt: string): string {
  return addMinutes(openedAt, item.accessMinutes);
}
