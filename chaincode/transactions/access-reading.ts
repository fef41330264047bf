// SPDX-License-Identifier: Apache-2.0
import { DiaryHead, type Access, type AccessRequest } from '../domain/access/access.js';
import type { AdmissionCatalogue } from '../domain/access/check-codes.js';
import type { DiaryHeads } from '../domain/access/grow-diary.js';
import { checkOpenAccess } from '../domain/access/recheck-access.js';
import type { TicketCore } from '../domain/access/ticket.js';
import type { Department } from '../domain/catalogue/department.js';
import { DomainError } from '../domain/domain-error.js';
import { canonicalJson } from '../wire/canonical-json.js';
import { stateKeys } from '../wire/state-keys.js';
import { ACCESS, checker, readAccess, readCatalogue, readCatalogueVersion } from './documents.js';
import { parsedAs } from './parse-once.js';
import type { TransactionContext } from './transaction-context.js';

const DIARY_HEAD = checker(DiaryHead);

/** What an admission rests on: the item version that the request names, purpose and duty as they are in force. */
export async function readAdmissionCatalogue(
  context: TransactionContext,
  { ticket, itemVersion, purposeCode, legalBasis }: AccessRequest,
): Promise<AdmissionCatalogue> {
  const item = await readCatalogueVersion(context, 'item', ticket.core.itemCode, itemVersion);
  const purpose = await readCatalogue(context, 'purpose', purposeCode);
  const duty = legalBasis.kind === 'STATUTORY' ? await readCatalogue(context, 'duty', legalBasis.dutyCode) : undefined;
  return { item, purpose, duty };
}

/** Heads of the subjects' diaries. What is not a head, although it stands in its place, is not believed. */
export async function readDiaryHeads({ state }: TransactionContext, { subjects }: TicketCore): Promise<DiaryHeads> {
  const heads = new Map<string, DiaryHead>();
  for (const { diary } of subjects) {
    const text = await state.read(stateKeys.diary(diary));
    const head = text === undefined ? undefined : parsedAs(DIARY_HEAD, text);
    if (head !== undefined) heads.set(diary, head);
  }
  return heads;
}

/**
 * Whether a ticket has opened an access. The reader's stamp says so, which nobody else can make or take away; and so
 * do the public bytes, which the reader cannot take away alone. Other bytes in their place say nothing: two others
 * can write those.
 */
export async function wasUsed({ state, statements }: TransactionContext, core: TicketCore): Promise<boolean> {
  const key = stateKeys.access(core.ticketId);
  if ((await statements(core.reader).hash(key)) !== undefined) return true;
  const text = await state.read(key);
  const access = text === undefined ? undefined : parsedAs(ACCESS, text);
  return access !== undefined && canonicalJson(access.request.ticket.core) === canonicalJson(core);
}

export interface OpenAccessReading {
  readonly access: Access;
  /** The pseudonym service of its ticket. */
  readonly service: Department | undefined;
}

/** A committed access that may be answered to this caller now. @throws {DomainError} as `checkOpenAccess`. */
export async function readOpenAccess(context: TransactionContext, accessId: string): Promise<OpenAccessReading> {
  const access = await readAccess(context, accessId);
  if (access === undefined) throw new DomainError('ACCESS_UNKNOWN');
  const service = await readCatalogue(context, 'department', access.request.ticket.core.service);
  const { at, caller, crypto } = context;
  checkOpenAccess(access, { accessId, callerMspId: caller.mspId, at, service, verify: crypto.verify });
  return { access, service };
}
