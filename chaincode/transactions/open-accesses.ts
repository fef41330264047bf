// SPDX-License-Identifier: Apache-2.0
import type { Access, AccessRequest, DiaryHead } from '../domain/access/access.js';
import { admitAccess } from '../domain/access/admit-access.js';
import { checkCodes, type AdmissionCatalogue, type KnownCatalogue } from '../domain/access/check-codes.js';
import { grownHeads, placesInDiaries } from '../domain/access/grow-diary.js';
import { keepDeclared } from '../domain/access/keep-declared.js';
import { expiryOf } from '../domain/access/recheck-access.js';
import { verifyTicketCore } from '../domain/access/verify-ticket.js';
import { DomainError } from '../domain/domain-error.js';
import { canonicalJson } from '../wire/canonical-json.js';
import { stateKeys } from '../wire/state-keys.js';
import { readAdmissionCatalogue, readDiaryHeads, wasUsed } from './access-reading.js';
import { readCatalogue, writeStamped } from './documents.js';
import type { AccessOpening, OpenAccessRequest, OpenAccessResponse, OpenAccessResult } from './open-access.js';
import type { TransactionContext } from './transaction-context.js';

type Reader = Pick<OpenAccessRequest, 'department'> & Pick<AccessOpening, 'officer'>;

/** Opens each element by itself; later ones see what earlier ones wrote. */
export async function openAccesses(
  context: TransactionContext,
  { department, accesses }: OpenAccessRequest,
): Promise<OpenAccessResponse> {
  await context.state.readAhead(accesses.flatMap(({ request }) => keysOf(request)));
  const results: OpenAccessResult[] = [];
  for (const [index, { officer, request }] of accesses.entries()) {
    results.push(await openOne(context, { department, officer }, request, index));
  }
  return { results };
}

/** What opening an access looks up in the public state. */
function keysOf({ ticket: { core }, itemVersion, purposeCode, legalBasis }: AccessRequest): string[] {
  const duty = legalBasis.kind === 'STATUTORY' ? [stateKeys.catalogue('duty', legalBasis.dutyCode)] : [];
  return [
    stateKeys.catalogue('department', core.service),
    stateKeys.access(core.ticketId),
    ...core.subjects.map(({ diary }) => stateKeys.diary(diary)),
    stateKeys.catalogue('item', core.itemCode),
    stateKeys.catalogueVersion('item', core.itemCode, itemVersion),
    stateKeys.catalogue('purpose', purposeCode),
    ...duty,
  ];
}

async function openOne(
  context: TransactionContext,
  reader: Reader,
  request: AccessRequest,
  index: number,
): Promise<OpenAccessResult> {
  const accessId = request.ticket.core.ticketId;
  try {
    const { outcome, refusal, expiresAt, plan } = await context.attempt(() => record(context, reader, request));
    return refusal === undefined
      ? { index, accessId, outcome, expiresAt, plan }
      : { index, accessId, outcome, code: refusal };
  } catch (error) {
    if (error instanceof DomainError) return { index, accessId, outcome: 'REJECTED', code: error.code };
    throw error;
  }
}

/** @throws {DomainError} for what leaves no trace: a bad or used ticket, an unknown code, time that went back. */
async function record(context: TransactionContext, reader: Reader, request: AccessRequest): Promise<Access> {
  const { core } = request.ticket;
  const { at, crypto } = context;
  const service = await readCatalogue(context, 'department', core.service);
  verifyTicketCore(request.ticket, { reader: reader.department, at, service, verify: crypto.verify });
  if (await wasUsed(context, core)) throw new DomainError('ACCESS_REPLAYED', undefined, '/ticket');
  const heads = await readDiaryHeads(context, core);
  const diary = placesInDiaries(core, heads, at);
  const known = checkCodes(request, await readInForce(context, request));
  const access: Access = {
    v: 1,
    accessId: core.ticketId,
    reader: reader.department,
    officer: reader.officer,
    at,
    ...decide(context, reader, request, known),
    request: keepDeclared(known.item, request),
    diary,
  };
  writeStamped(context, reader.department, stateKeys.access(access.accessId), access);
  for (const [pseudonym, head] of grownHeads(access, crypto.sha256)) writeHead(context, pseudonym, head);
  return access;
}

type Decision = Pick<Access, 'outcome' | 'refusal' | 'expiresAt' | 'plan'>;

function decide(
  { at }: TransactionContext,
  { department }: Reader,
  request: AccessRequest,
  known: KnownCatalogue,
): Decision {
  try {
    return { outcome: 'OPENED', expiresAt: expiryOf(known.item, at), plan: admitAccess(department, request, known) };
  } catch (error) {
    if (error instanceof DomainError) return { outcome: 'REFUSED', refusal: error.code, expiresAt: at, plan: [] };
    throw error;
  }
}

/** New accesses rest on the version in force; one that was opened before a new version may still be concluded. */
async function readInForce(context: TransactionContext, request: AccessRequest): Promise<AdmissionCatalogue> {
  const item = await readCatalogue(context, 'item', request.ticket.core.itemCode);
  if (item === undefined) throw new DomainError('ITEM_UNKNOWN', undefined, '/ticket/core/itemCode');
  if (item.version !== request.itemVersion)
    throw new DomainError('VERSION_UNKNOWN', 'that version is not in force', '/itemVersion');
  return { ...(await readAdmissionCatalogue(context, request)), item };
}

function writeHead({ state }: TransactionContext, pseudonym: string, head: DiaryHead): void {
  state.write(stateKeys.diary(pseudonym), canonicalJson(head));
}
