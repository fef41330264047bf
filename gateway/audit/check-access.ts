// SPDX-License-Identifier: Apache-2.0
import type { Access } from '../../chaincode/domain/access/access.js';
import { admitAccess } from '../../chaincode/domain/access/admit-access.js';
import { expiryOf } from '../../chaincode/domain/access/recheck-access.js';
import { verifyTicketCore, type VerifySignature } from '../../chaincode/domain/access/verify-ticket.js';
import { DomainError } from '../../chaincode/domain/domain-error.js';
import { canonicalJson } from '../../chaincode/wire/canonical-json.js';
import type { Tell } from './audit-finding.js';
import type { KnownCatalogue } from './known-catalogue.js';

type Decision = Pick<Access, 'outcome' | 'refusal' | 'expiresAt' | 'plan'>;

/** What the request was refused for is no longer in it: the ledger keeps only codes that the item declares. */
const NOT_KEPT: readonly unknown[] = ['MATERIAL_NOT_DECLARED', 'FIELD_NOT_DECLARED'];

/** Decides an access again, from its request and the catalogue in force, and holds what stands there against it. */
export async function checkAccess(
  access: Access,
  catalogue: KnownCatalogue,
  verify: VerifySignature,
  tell: Tell,
): Promise<void> {
  await checkTicket(access, catalogue, verify, tell);
  const decision = await decide(access, catalogue);
  if (NOT_KEPT.includes(access.refusal) || canonicalJson(decision) === canonicalJson(decisionOf(access))) return;
  tell('DECISION_DIFFERS', `access ${access.accessId}: ${summary(access)} stands there, ${summary(decision)} follows`);
}

async function checkTicket(
  { accessId, reader, at, request: { ticket } }: Access,
  catalogue: KnownCatalogue,
  verify: VerifySignature,
  tell: Tell,
): Promise<void> {
  const { core } = ticket;
  const service = await catalogue.inForce('department', core.service);
  try {
    if (core.ticketId !== accessId) throw new DomainError('TICKET_FOREIGN');
    verifyTicketCore(ticket, { reader, at, service, verify });
  } catch (error) {
    tell('TICKET_NOT_GOOD', `access ${accessId}: ${codeOf(error)}`);
  }
}

async function decide({ reader, at, request }: Access, catalogue: KnownCatalogue): Promise<Decision> {
  const { ticket, itemVersion, purposeCode, legalBasis } = request;
  const item = await catalogue.inForce('item', ticket.core.itemCode);
  const known = {
    item: item?.version === itemVersion ? item : undefined,
    purpose: await catalogue.inForce('purpose', purposeCode),
    duty: legalBasis.kind === 'STATUTORY' ? await catalogue.inForce('duty', legalBasis.dutyCode) : undefined,
  };
  try {
    const plan = admitAccess(reader, request, known);
    return { outcome: 'OPENED', plan, expiresAt: item === undefined ? at : expiryOf(item, at) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { outcome: 'REFUSED', refusal: error.code, plan: [], expiresAt: at };
  }
}

function decisionOf({ outcome, refusal, expiresAt, plan }: Access): Decision {
  return { outcome, expiresAt, plan, ...(refusal === undefined ? {} : { refusal }) };
}

function summary({ outcome, refusal, expiresAt, plan }: Decision): string {
  return [outcome, refusal ?? `${plan.map(({ recordType }) => recordType).join(' ')} until ${expiresAt}`].join(' ');
}

function codeOf(error: unknown): string {
  if (error instanceof DomainError) return error.code;
  throw error;
}
