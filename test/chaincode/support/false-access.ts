// SPDX-License-Identifier: Apache-2.0
import type { Access, AccessRequest, DiaryHead, PlanEntry } from '../../../chaincode/domain/access/access.js';
import { firstHead, nextHead } from '../../../chaincode/domain/access/diary.js';
import { planAccess } from '../../../chaincode/domain/access/plan-access.js';
import type { ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import { addMinutes } from '../../../chaincode/domain/time.js';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import { reportItem } from './access.js';
import { diaryOf, requestOf, type Case } from './access-district.js';
import type { Forgery } from './colluding-contract.js';
import { digest } from './register.js';

export interface FalseAccess {
  readonly access: Access;
  readonly head: DiaryHead;
}

/** An access that looks as if OpenAccess had made it, in a diary of its own; a test changes the one lie. */
export function falsified(one: Case, changes: Partial<Access> = {}, item: ServiceItem = reportItem()): FalseAccess {
  const request = requestOf(one);
  const at = new Date(Date.now() - 1000).toISOString();
  const access: Access = {
    v: 1,
    accessId: request.ticket.core.ticketId,
    reader: 'human-resources',
    officer: 'officer-1',
    at,
    expiresAt: addMinutes(at, 30),
    outcome: 'OPENED',
    request,
    plan: planOf(request, item),
    diary: [{ role: 'applicant', diary: diaryOf(one.subject ?? 'Li'), n: 1, previous: firstHead }],
    ...changes,
  };
  return { access, head: { v: 1, n: 1, h: nextHead(firstHead, access, digest), at } };
}

/** What is written of it: the public document, stamps of these departments, and the diary's head unless it is left out. */
export function documents(access: Access, stamp: readonly string[], head?: DiaryHead): Forgery[] {
  const key = stateKeys.access(access.accessId);
  const [place] = access.diary;
  return [
    { key, document: access },
    ...stamp.map((department) => ({ key, document: access, department })),
    ...(head === undefined || place === undefined ? [] : [{ key: stateKeys.diary(place.diary), document: head }]),
  ];
}

/** What OpenAccess would have planned; nothing for what it would have refused. */
function planOf(request: AccessRequest, item: ServiceItem): PlanEntry[] {
  try {
    return planAccess(item, request);
  } catch {
    return []; // a lie needs no plan
  }
}
