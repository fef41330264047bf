// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from '../../../chaincode/domain/access/access.js';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { recordLine, reliancesOn, tasksOfAccesses } from '../../readmodel/queries/provenance.js';
import { recordById } from '../../readmodel/queries/records.js';
import type { ReadModelDatabase } from '../../readmodel/tables.js';
import { GatewayProblem } from '../gateway-problem.js';
import { isBody } from '../is-body.js';
import { ledgerReference } from '../ledger-reference.js';
import { recordInquiry, type RecordedInquiry } from '../record-inquiry.js';
import { recordEvents } from '../records/record-events.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import { resultOrigin } from './result-origin.js';
import type { ProvenanceQuery, ProvenanceView, Reliance } from './provenance-view.js';

const MOST_RELIANCES = 1000;

/**
 * Where a record came from and what relied on it. The question is on the ledger before it is answered.
 *
 * @throws {DomainError} DEPARTMENT_NOT_ENTITLED for everyone but the auditor.
 * @throws {GatewayProblem} NOT_FOUND, CASE_NO_INVALID
 */
export async function traceRecord(
  services: Services,
  session: Session,
  { recordId, reason, caseNo }: ProvenanceQuery,
): Promise<ProvenanceView> {
  const { database } = services.readModel;
  if (!(await isBody(database, session, 'AUDITOR'))) throw new DomainError('DEPARTMENT_NOT_ENTITLED');
  if ((await recordById(database, recordId)) === undefined) throw new GatewayProblem('NOT_FOUND');
  const about = { kind: 'PROVENANCE', recordId } as const;
  const inquiry = await recordInquiry(services, session, { about, reason, caseNo });
  return provenanceOf(services, recordId, inquiry);
}

/** The answer to a question that stands on the ledger, as things are now. @throws {GatewayProblem} NOT_FOUND */
export async function provenanceOf(
  { readModel: { database } }: Pick<Services, 'readModel'>,
  recordId: string,
  inquiry: RecordedInquiry,
): Promise<ProvenanceView> {
  const record = await recordById(database, recordId);
  if (record === undefined) throw new GatewayProblem('NOT_FOUND');
  const history = await recordEvents(database, recordId);
  const { recordType, department, status, attestedAt } = record;
  const origin = record.resultOf === undefined ? undefined : await resultOrigin(database, record.resultOf);
  return {
    queryId: inquiry.inquiryId,
    recordId,
    recordType,
    department,
    status,
    attestedAt,
    ledger: history[0]?.ledger ?? ledgerReference(record),
    history,
    chain: await chainOf(database, recordId),
    ...(origin === undefined ? {} : { resultOf: origin }),
    reliedOnBy: await reliances(database, recordId),
    inquiry: inquiry.ledger,
  };
}

async function chainOf(database: ReadModelDatabase, recordId: string): Promise<ProvenanceView['chain']> {
  const chain: ProvenanceView['chain'] = [];
  for (const id of await recordLine(database, recordId)) {
    const record = await recordById(database, id);
    if (record === undefined) continue; // named as successor, not attested (yet)
    const [attested] = await recordEvents(database, id);
    const { status, attestedAt } = record;
    chain.push({ recordId: id, status, attestedAt, ledger: attested?.ledger ?? ledgerReference(record) });
  }
  return chain;
}

async function reliances(database: ReadModelDatabase, recordId: string): Promise<Reliance[]> {
  const { rows } = await reliancesOn(database, recordId, { limit: MOST_RELIANCES });
  const tasks = await tasksOfAccesses(
    database,
    rows.map(({ access }) => access.accessId),
  );
  const filed = new Map(tasks.map(({ accessId, ...task }) => [accessId, task]));
  return rows.flatMap(({ access, verdicts, transactionId, blockNumber }) =>
    verdicts.map(({ materialCode, verdict }) => ({
      ...applicationOf(filed.get(access.accessId)),
      verificationId: access.accessId,
      reader: access.reader,
      officer: access.officer,
      itemCode: access.request.ticket.core.itemCode,
      purposeCode: access.request.purposeCode,
      materialCode,
      verdict: verdict as Verdict,
      at: access.at,
      ledger: ledgerReference({ transactionId, blockNumber }),
    })),
  );
}

function applicationOf(application: Reliance['application']): Pick<Reliance, 'application'> {
  return application === undefined ? {} : { application };
}
