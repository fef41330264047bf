// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { ticketCoreText } from '../../chaincode/domain/access/ticket-text.js';
import type { SignedTicketCore } from '../../chaincode/domain/access/ticket.js';
import { diaryPseudonymOf } from './derive-pseudonyms.js';
import { signParts, type TicketMaking } from './issue-ticket.js';
import type { SubjectTicket } from './pseudonym-service.js';

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
  if (!isGood(renewal) || !isAbout(ticket, subjects)) return undefined;
  const { ticketId, expiresAt } = ticket.core;
  return signParts(signing, { ticketId, expiresAt, sources, subjects });
}

function isGood({ signing, reader, ticket: { core, signature }, now }: PartsRenewal): boolean {
  if (core.reader !== reader || now.toISOString() > core.expiresAt) return false;
  const key = { key: createPublicKey(signing), dsaEncoding: 'ieee-p1363' as const };
  return verify('sha256', Buffer.from(ticketCoreText(core), 'utf8'), key, Buffer.from(signature, 'base64url'));
}

function isAbout({ core }: SignedTicketCore, subjects: PartsRenewal['subjects']): boolean {
  if (core.subjects.length !== subjects.length) return false;
  return core.subjects.every(({ role, kind, diary }) =>
    subjects.some((one) => one.role === role && one.kind === kind && diaryPseudonymOf(one.secret) === diary),
  );
}
