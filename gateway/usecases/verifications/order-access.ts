// SPDX-License-Identifier: Apache-2.0
import type { AccessRequest } from '../../../chaincode/domain/access/access.js';
import { answersText } from '../../../chaincode/domain/access/ticket-text.js';
import type { ConcludeAccessPart } from '../../../chaincode/transactions/conclude-access.js';
import { refusedByPseudonymService } from '../refused-by-pseudonym-service.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import { sha256 } from '../../readmodel/belief/digest.js';
import { answersSalt } from './answers-salt.js';
import type { CasePlan } from './case-plan.js';
import type { VerificationRequest } from './verification-request.js';

/** A request ready to be opened: what goes on the ledger, and what each source alone will see. */
export interface AccessOrder {
  readonly request: AccessRequest;
  readonly parts: ReadonlyMap<string, ConcludeAccessPart>;
}

/** Gets the ticket of the case and commits to the scenario answers under a salt of the access. @throws {GatewayProblem} PSEUDONYM_LIMIT_REACHED */
export async function orderAccess(
  { keys, pseudonyms }: Services,
  { department, role }: Session,
  { item, materials, fields, sources }: CasePlan,
  body: VerificationRequest,
): Promise<AccessOrder> {
  const { itemCode, scenario, purposeCode, legalBasis, disclose } = body;
  const caseRef = await keys.hmac(department, 'case', body.caseNo);
  const subjects = Object.entries(body.subjects).map(([name, subject]) => ({ role: name, ...subject }));
  const ticket = await pseudonyms
    .issueTicket(
      { department, role, purpose: 'VERIFY' },
      { itemCode, caseRef, subjects, sources, minutes: item.accessMinutes },
    )
    .catch(refusedByPseudonymService);
  const accessId = ticket.core.core.ticketId;
  const salt = await answersSalt(keys, department, accessId);
  const request: AccessRequest = {
    ticket: ticket.core,
    itemVersion: item.version,
    purposeCode,
    legalBasis,
    disclose,
    materials: [...materials],
    fields: [...fields],
    answersDigest: sha256(answersText(salt, scenario)),
  };
  const parts = [...ticket.parts].map(
    ([source, ticketPart]) => [source, { accessId, ticketPart, salt, scenario }] as const,
  );
  return { request, parts: new Map(parts) };
}
