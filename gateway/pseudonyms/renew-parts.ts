// SPDX-License-Identifier: Apache-2.0
import type { KeyObject } from 'node:crypto';
import type { SignedTicketCore } from '../../chaincode/domain/access/ticket.js';
import { signParts, type TicketMaking } from './issue-ticket.js';
import type { SubjectTicket } from './pseudonym-service.js';
import { areSubjectsOf, isOwnTicket } from './ticket-subjects.js';

export interface PartsRenewal {
  readonly signing: KeyObject;
  readonly reader: string;
  readonly ticket: SignedTicketCore;
  readonly sources: readonly string[];
  readonly subjects: TicketMaking['subjects'];
  readonly now: Date;
}

/**
 * Makes parts of a ticket once more, for sources that have still to be asked. `undefined` unless the ticket is this
 * service's own, of this reader, in time, and about exactly these subjects: a part about somebody else would read
 * their records under another's diary.
 */
export function renewParts(renewal: PartsRenewal): SubjectTicket['parts'] | undefined {
  const { signing, ticket, sources, subjects } = renewal;
  if (!isGood(renewal) || !isAboutAll(ticket, subjects)) return undefined;
  const { ticketId, expiresAt } = ticket.core;
  return signParts(signing, { ticketId, expiresAt, sources, subjects });
}

function isGood({ signing, reader, ticket, now }: PartsRenewal): boolean {
  return ticket.core.reader === reader && now.toISOString() <= ticket.core.expiresAt && isOwnTicket(signing, ticket);
}

function isAboutAll(ticket: SignedTicketCore, subjects: PartsRenewal['subjects']): boolean {
  return ticket.core.subjects.length === subjects.length && areSubjectsOf(ticket, subjects);
}
