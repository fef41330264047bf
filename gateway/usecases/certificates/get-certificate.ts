// SPDX-License-Identifier: Apache-2.0
import type { ClaimDefinition } from '../../../chaincode/domain/catalogue/record-type.js';
import type { Title } from '../../../chaincode/domain/catalogue/texts.js';
import { isRecordId } from '../../../chaincode/domain/register/record-id.js';
import type { ResultOf } from '../../../chaincode/domain/register/register-entry.js';
import { dayOf } from '../../../chaincode/domain/time.js';
import { catalogueEntry } from '../../readmodel/queries/catalogue.js';
import { recordById, type RecordView } from '../../readmodel/queries/records.js';
import type { ReadModelDatabase } from '../../readmodel/tables.js';
import { GatewayProblem } from '../gateway-problem.js';
import { ledgerReference } from '../ledger-reference.js';
import { recordEvents } from '../records/record-events.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import type { CertificateView } from './certificate-view.js';
import { resultValues } from './result-values.js';

/** What can be done with certificates. */
export interface CertificateUseCases {
  getCertificate(session: Session, certId: string): Promise<CertificateView>;
}

/**
 * A result that the caller's department issued, with what it says.
 *
 * @throws {GatewayProblem} CERTIFICATE_ID_INVALID: its check character does not fit; NOT_FOUND: there is none, it is another
 *   department's, or it is not issued yet; SOURCE_OPENING_MISMATCH: what the department's peer holds is not what it committed to.
 */
export async function getCertificate(services: Services, session: Session, certId: string): Promise<CertificateView> {
  const { database } = services.readModel;
  if (!isRecordId(certId)) throw new GatewayProblem('CERTIFICATE_ID_INVALID');
  const record = await recordById(database, certId, session.department);
  if (record?.resultOf === undefined) throw new GatewayProblem('NOT_FOUND');
  const { recordType, version, resultOf, from, until, attestedAt } = record;
  const claims = await claimsOf(services, session, record, resultOf);
  const [attested] = await recordEvents(database, certId);
  return {
    certificateId: certId,
    ...(await titlesOf(database, record, resultOf.itemCode)),
    recordType,
    version,
    status: statusOn(record, dayOf(services.now().toISOString())),
    validFrom: from,
    validUntil: until,
    issuedAt: attestedAt,
    application: { ...resultOf },
    claims,
    ledger: attested?.ledger ?? ledgerReference(record),
  };
}

async function titlesOf(
  database: ReadModelDatabase,
  { department }: RecordView,
  itemCode: string,
): Promise<Pick<CertificateView, 'title' | 'department'>> {
  const item = await catalogueEntry(database, 'item', itemCode);
  const owner = await catalogueEntry(database, 'department', department);
  return {
    title: item?.document.title ?? untitled(itemCode),
    department: { code: department, title: owner?.document.title ?? untitled(department) },
  };
}

function untitled(code: string): Title {
  return { zh: code, en: code };
}

/** In the order of the record type, under the titles of its version. */
async function claimsOf(
  { ledger, readModel }: Services,
  session: Session,
  record: RecordView,
  task: ResultOf,
): Promise<CertificateView['claims']> {
  const values = await resultValues(ledger, session, record, task);
  const type = await catalogueEntry(readModel.database, 'record-type', record.recordType, record.version);
  const shown = (type?.document.claims ?? []).filter(isShown);
  return shown.flatMap(({ name, title }) => {
    const value = values.get(name);
    return value === undefined ? [] : [{ claim: name, title, value }];
  });
}

/** A reference to somebody means nothing outside the ledger. */
function isShown({ type }: ClaimDefinition): boolean {
  return type !== 'subject';
}

function statusOn({ status, until }: RecordView, today: string): CertificateView['status'] {
  return status === 'VALID' && until !== null && until < today ? 'EXPIRED' : status;
}
