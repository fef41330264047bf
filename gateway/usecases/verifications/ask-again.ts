// SPDX-License-Identifier: Apache-2.0
import { answersText } from '../../../chaincode/domain/access/ticket-text.js';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { sha256 } from '../../readmodel/belief/digest.js';
import type { VerificationDetail } from '../../readmodel/queries/verifications.js';
import { refusedByPseudonymService } from '../refused-by-pseudonym-service.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import type { AccessGatherers } from './access-gatherers.js';
import { answersSalt } from './answers-salt.js';
import { askSources } from './ask-sources.js';
import type { VerificationRequest } from './verification-request.js';

/** What sources must be shown and no ledger keeps: who it is about, and the answers behind the digest. */
export type CaseSubjects = Pick<VerificationRequest, 'subjects' | 'scenario'>;

/** Sources of an access that have stated nothing yet. */
export function lackingSources({ access, conclusions }: VerificationDetail): string[] {
  const concluded = conclusions.map(({ conclusion }) => conclusion.department);
  const departments = [...new Set(access.plan.map(({ department }) => department))];
  return departments.filter((department) => !concluded.includes(department));
}

/**
 * Asks those sources of an open access that have stated nothing yet, and waits until the read model shows what they
 * say. One that does not answer now either stays lacking.
 *
 * @throws {DomainError} ANSWERS_NOT_COMMITTED: other scenario answers than the access was opened with;
 * SUBJECTS_INVALID: other subjects.
 * @throws {GatewayProblem} PSEUDONYM_LIMIT_REACHED, IDENTIFIER_INVALID, IDENTIFIER_KIND_WRONG
 */
export async function askAgain(
  services: Services,
  gatherers: AccessGatherers,
  session: Session,
  detail: VerificationDetail,
  { subjects, scenario }: CaseSubjects,
): Promise<void> {
  const { accessId, request } = detail.access;
  const { department, role } = session;
  const salt = await answersSalt(services.keys, department, accessId);
  if (sha256(answersText(salt, scenario)) !== request.answersDigest)
    throw new DomainError('ANSWERS_NOT_COMMITTED', undefined, '/scenario');
  const named = Object.entries(subjects).map(([name, subject]) => ({ role: name, ...subject }));
  const order = { ticket: request.ticket, subjects: named, sources: lackingSources(detail) };
  const tickets = await services.pseudonyms
    .renewParts({ department, role, purpose: 'VERIFY' }, order)
    .catch(refusedByPseudonymService);
  if (tickets === undefined) throw new DomainError('SUBJECTS_INVALID', undefined, '/subjects');
  const parts = [...tickets].map(([source, ticketPart]) => [source, { accessId, ticketPart, salt, scenario }] as const);
  const { log } = services;
  const { blockNumber } = await askSources({ gatherers, log }, session, { request, parts: new Map(parts) });
  await services.readModel.waitForBlock(BigInt(blockNumber));
}
