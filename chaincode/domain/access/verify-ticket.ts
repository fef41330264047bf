// SPDX-License-Identifier: Apache-2.0
import type { Department } from '../catalogue/department.js';
import { DomainError } from '../domain-error.js';
import { compareInstants, isInstant } from '../time.js';
import type { SignedTicketCore, SignedTicketPart, TicketCore } from './ticket.js';
import { ticketCoreText, ticketPartText } from './ticket-text.js';

/** ECDSA P-256 with SHA-256 over a text; never throws. */
export type VerifySignature = (publicKey: string, text: string, signature: string) => boolean;

/**
 * Holds the public part of a subject ticket against the key of the pseudonym service on the ledger. The ticket is
 * still good at the exact instant it ends.
 *
 * @throws {DomainError} TICKET_INVALID (not signed by a department that is the pseudonym service), TICKET_FOREIGN
 *   (issued for another reader), TICKET_EXPIRED: the first that fits.
 */
export function verifyTicketCore(
  { core, signature }: SignedTicketCore,
  {
    reader,
    at,
    service,
    verify,
  }: { reader: string; at: string; service: Department | undefined; verify: VerifySignature },
): void {
  if (!signedBy(service, core.service, ticketCoreText(core), signature, verify) || !isInstant(core.expiresAt)) {
    throw new DomainError('TICKET_INVALID', undefined, '/ticket');
  }
  if (core.reader !== reader) throw new DomainError('TICKET_FOREIGN', undefined, '/ticket/core/reader');
  if (compareInstants(at, core.expiresAt) > 0) throw new DomainError('TICKET_EXPIRED', undefined, '/ticket');
}

/**
 * Holds the part for one source against the same service, and against the core whose access it comes with. Its
 * own expiry is that of the core, which was in time when the access was opened.
 *
 * @throws {DomainError} TICKET_INVALID, TICKET_FOREIGN (another ticket's part, another department's, or of other roles).
 */
export function verifyTicketPart(
  { part, signature }: SignedTicketPart,
  {
    department,
    core,
    service,
    verify,
  }: {
    department: string;
    core: TicketCore;
    service: Department | undefined;
    verify: VerifySignature;
  },
): void {
  if (!signedBy(service, core.service, ticketPartText(part), signature, verify)) {
    throw new DomainError('TICKET_INVALID', 'the part for the source was not signed by the pseudonym service');
  }
  const roles = new Set(core.subjects.map(({ role }) => role));
  const fits =
    part.ticketId === core.ticketId &&
    part.department === department &&
    part.expiresAt === core.expiresAt &&
    part.subjects.every(({ role }) => roles.has(role));
  if (!fits) throw new DomainError('TICKET_FOREIGN', 'the part belongs to another ticket or source');
}

function signedBy(
  service: Department | undefined,
  code: string,
  text: string,
  signature: string,
  verify: VerifySignature,
): boolean {
  if (service?.code !== code || !service.bodies.includes('PSEUDONYM_SERVICE')) return false;
  return service.ticketKeys.some((key) => verify(key, text, signature));
}
