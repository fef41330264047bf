// SPDX-License-Identifier: Apache-2.0
import type { Conclusion } from '../domain/access/access.js';
import { concludeEvidence } from '../domain/access/conclude-evidence.js';
import { grantClaims } from '../domain/access/grant-claims.js';
import { standsInDiaries } from '../domain/access/grow-diary.js';
import { recheckAdmission } from '../domain/access/recheck-access.js';
import { answersText } from '../domain/access/ticket-text.js';
import { verifyTicketPart } from '../domain/access/verify-ticket.js';
import { DomainError } from '../domain/domain-error.js';
import { canonicalJson } from '../wire/canonical-json.js';
import { stateKeys } from '../wire/state-keys.js';
import { readAdmissionCatalogue, readDiaryHeads, readOpenAccess } from './access-reading.js';
import type {
  ConcludeAccessPart,
  ConcludeAccessRequest,
  ConcludeAccessResponse,
  ConcludeAccessResult,
} from './conclude-access.js';
import { writeStatement } from './documents.js';
import { readSource } from './source-reading.js';
import type { Statement } from './statement.js';
import type { TransactionContext } from './transaction-context.js';

/**
 * Concludes each access by itself.
 *
 * @throws {DomainError} ACCESS_UNKNOWN if there is nothing at all under one of the ids: this peer may not have seen
 *   it yet, so that another attempt may go well; TRANSIENT_MISSING if an access comes without its part.
 */
export async function concludeAccesses(
  context: TransactionContext,
  { department, accessIds }: ConcludeAccessRequest,
  parts: readonly ConcludeAccessPart[],
): Promise<ConcludeAccessResponse> {
  const asked = accessIds.map((accessId, index) => partOf(accessId, index, parts));
  await context.state.readAhead(accessIds.map((accessId) => stateKeys.access(accessId)));
  for (const [index, accessId] of accessIds.entries()) await checkSeen(context, accessId, index);
  const results: ConcludeAccessResult[] = [];
  const statements: Statement[] = [];
  for (const [index, part] of asked.entries()) {
    const { accessId } = part;
    try {
      statements.push(await context.attempt(() => concludeOne(context, department, part)));
      results.push({ index, accessId, status: 'CONCLUDED' });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      results.push({ index, accessId, status: 'REFUSED', code: error.code });
    }
  }
  return { results, statements };
}

function partOf(accessId: string, index: number, parts: readonly ConcludeAccessPart[]): ConcludeAccessPart {
  const found = parts.filter((part) => part.accessId === accessId);
  const [part] = found;
  if (part === undefined || found.length > 1) {
    throw new DomainError('TRANSIENT_MISSING', 'each access comes with one part', `/accessIds/${index}`);
  }
  return part;
}

async function checkSeen({ state }: TransactionContext, accessId: string, index: number): Promise<void> {
  if ((await state.read(stateKeys.access(accessId))) === undefined) {
    throw new DomainError('ACCESS_UNKNOWN', 'this peer has not seen the access', `/accessIds/${index}`);
  }
}

/** The whole of the checks, and then the verdicts. Nothing that the reader or its witness said is taken on trust. */
async function concludeOne(
  context: TransactionContext,
  department: string,
  { accessId, ticketPart, salt, scenario, later = [] }: ConcludeAccessPart,
): Promise<Statement> {
  const { at, crypto } = context;
  const { access, service } = await readOpenAccess(context, accessId);
  const { request } = access;
  const { core } = request.ticket;
  const key = stateKeys.conclusion(accessId, department);
  if ((await context.statements(department).hash(key)) !== undefined) throw new DomainError('ACCESS_CONCLUDED');
  const item = recheckAdmission(access, await readAdmissionCatalogue(context, request));
  if (!standsInDiaries(access, await readDiaryHeads(context, core), later, crypto.sha256))
    throw new DomainError('DIARY_NOT_SHOWN');
  verifyTicketPart(ticketPart, { department, core, service, verify: crypto.verify });
  if (crypto.sha256(answersText(salt, scenario)) !== request.answersDigest)
    throw new DomainError('ANSWERS_NOT_COMMITTED');
  const source = await readSource(context, { department, item, request, answers: scenario, part: ticketPart.part });
  const verdicts = concludeEvidence(source);
  const granted = grantClaims(source, verdicts);
  const accessDigest = crypto.sha256(canonicalJson(access));
  const itemDigest = crypto.sha256(canonicalJson(item));
  const answer = { itemVersion: item.version, itemDigest, at, verdicts, granted };
  const conclusion: Conclusion = { v: 1, accessId, accessDigest, department, ...answer };
  return writeStatement(context, department, key, conclusion);
}
