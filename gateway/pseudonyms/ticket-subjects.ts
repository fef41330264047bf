// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { ticketCoreText } from '../../chaincode/domain/access/ticket-text.js';
import type { SignedTicketCore } from '../../chaincode/domain/access/ticket.js';
import { departmentOf } from '../../chaincode/domain/names.js';
import { diaryPseudonymOf } from './derive-pseudonyms.js';
import type { TicketMaking } from './issue-ticket.js';

/** Whether this service signed the ticket. */
export function isOwnTicket(signing: KeyObject, { core, signature }: SignedTicketCore): boolean {
  const key = { key: createPublicKey(signing), dsaEncoding: 'ieee-p1363' as const };
  return verify('sha256', Buffer.from(ticketCoreText(core), 'utf8'), key, Buffer.from(signature, 'base64url'));
}

/** Whether each of these is a subject of the ticket, in that role; there are some. */
export function areSubjectsOf({ core }: SignedTicketCore, subjects: TicketMaking['subjects']): boolean {
  const isThere = ({ role, kind, secret }: TicketMaking['subjects'][number]): boolean =>
    core.subjects.some((one) => one.role === role && one.kind === kind && one.diary === diaryPseudonymOf(secret));
  return subjects.length > 0 && subjects.every(isThere);
}

/** Who may be told whether a person is a subject of the ticket: its reader, and the department of its item. */
export function concerns({ core }: SignedTicketCore, department: string): boolean {
  return core.reader === department || departmentOf(core.itemCode) === department;
}
