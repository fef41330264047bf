// SPDX-License-Identifier: Apache-2.0
import type { ClaimDefinition } from '../../../chaincode/domain/catalogue/record-type.js';
import { isRecordId } from '../../../chaincode/domain/register/record-id.js';
import { dayOf } from '../../../chaincode/domain/time.js';
import { catalogueEntry } from '../../readmodel/queries/catalogue.js';
import { recordById, type RecordView } from '../../readmodel/queries/records.js';
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
  const { recordType, version, resultOf, from, until, department, attestedAt } = record;
  const type = (await catalogueEntry(database, 'record-type', recordType, version))?.document;
  const values = await resultValues(services.ledger, session, record, resultOf);
  const owner = (await catalogueEntry(database, 'department', department))?.document;
  const item = (await catalogueEntry(database, 'item', resultOf.itemCode))?.document;
  const [attested] = await recordEvents(database, certId);
  const untitled = (code: string) => ({ zh: code, en: code });
  return {
    certificateId: certId,
    title: item?.title ?? type?.title ?? untitled(recordType),
    department: { code: department, title: owner?.title ?? untitled(department) },
    recordType,
    version,
    status: statusOn(record, dayOf(services.now().toISOString())),
    validFrom: from,
    validUntil: until,
    issuedAt: attestedAt,
    application: { ...resultOf },
    claims: (type?.claims ?? []).filter(isShown).flatMap(({ name, title }) => {
      const value = values.get(name);
      return value === undefined ? [] : [{ claim: name, title, value }];
    }),
    ledger: attested?.ledger ?? ledgerReference(record),
  };
}

/** A reference to somebody means nothing outside the ledger. */
function isShown({ type }: ClaimDefinition): boolean {
  return type !== 'subject';
}

function statusOn({ status, until }: RecordView, today: string): CertificateView['status'] {
  return status === 'VALID' && until !== null && until < today ? 'EXPIRED' : status;
}
