// SPDX-License-Identifier: Apache-2.0
import { randomBytes, sign, type KeyObject } from 'node:crypto';
import { ticketCoreText, ticketPartText } from '../../chaincode/domain/access/ticket-text.js';
import type { TicketCore, TicketPart } from '../../chaincode/domain/access/ticket.js';
import type { SubjectKind } from '../../chaincode/domain/catalogue/texts.js';
import { diaryPseudonymOf, registerPseudonymOf } from './derive-pseudonyms.js';
import type { SubjectTicket, TicketOrder } from './pseudonym-service.js';

export interface TicketMaking {
  readonly service: string;
  readonly signing: KeyObject;
  readonly reader: string;
  readonly order: TicketOrder;
  readonly subjects: readonly { readonly role: string; readonly kind: SubjectKind; readonly secret: Uint8Array }[];
  readonly now: Date;
}

/** As long as an item may keep an access open. A ticket for later cases would outlive what the service knows of its reader. */
const MOST_MINUTES = 1440;

/** Makes and signs a ticket: one core for the ledger, and one part per source that no other source sees. */
export function issueTicket({ service, signing, reader, order, subjects, now }: TicketMaking): SubjectTicket {
  const ticketId = newTicketId();
  const expiresAt = new Date(now.getTime() + Math.min(order.minutes, MOST_MINUTES) * 60_000).toISOString();
  const core: TicketCore = {
    v: 1,
    ticketId,
    service,
    reader,
    itemCode: order.itemCode,
    caseRef: order.caseRef,
    subjects: subjects.map(({ role, kind, secret }) => ({ role, kind, diary: diaryPseudonymOf(secret) })),
    expiresAt,
  };
  const parts = signParts(signing, { ticketId, expiresAt, sources: order.sources, subjects });
  return { core: { core, signature: signText(signing, ticketCoreText(core)) }, parts };
}

interface PartsOrder {
  readonly ticketId: string;
  readonly expiresAt: string;
  readonly sources: readonly string[];
  readonly subjects: TicketMaking['subjects'];
}

/** The parts of a ticket, by source: the subjects' register pseudonyms there and nowhere else. */
export function signParts(
  signing: KeyObject,
  { ticketId, expiresAt, sources, subjects }: PartsOrder,
): SubjectTicket['parts'] {
  const parts = sources.map((department) => {
    const part: TicketPart = {
      v: 1,
      ticketId,
      department,
      subjects: subjects.map(({ role, secret }) => ({ role, register: registerPseudonymOf(secret, department) })),
      expiresAt,
    };
    return [department, { part, signature: signText(signing, ticketPartText(part)) }] as const;
  });
  return new Map(parts);
}

function signText(key: KeyObject, text: string): string {
  return sign('sha256', Buffer.from(text, 'utf8'), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** 26 characters of base32: 130 random bits. */
function newTicketId(): string {
  return Array.from(randomBytes(26), (byte) => BASE32.charAt(byte & 31)).join('');
}
