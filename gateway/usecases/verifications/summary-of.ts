// SPDX-License-Identifier: Apache-2.0
import type { Access } from '../../../chaincode/domain/access/access.js';
import type { VerificationSummary as Verdicts } from '../../../chaincode/domain/access/summarise-verdicts.js';
import { summariseVerdicts } from '../../../chaincode/domain/access/summarise-verdicts.js';
import type { ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import { catalogueEntry } from '../../readmodel/queries/catalogue.js';
import type { VerificationDetail } from '../../readmodel/queries/verifications.js';
import type { ReadModelDatabase } from '../../readmodel/tables.js';
import { ledgerReference } from '../ledger-reference.js';
import type { VerificationSummary } from './verification-view.js';

/** What became of an access, worked out from its item version and what the sources have concluded so far. */
export async function verdictsOf(
  database: ReadModelDatabase,
  { access, conclusions }: VerificationDetail,
): Promise<Verdicts> {
  const item = await itemOf(database, access);
  if (item === undefined) return { outcome: 'REFUSED', materials: [], missing: [] };
  return summariseVerdicts(
    item,
    access,
    conclusions.map(({ conclusion }) => conclusion),
  );
}

/** The item version that an access names; `undefined` for a refused one that names a version that never was. */
export async function itemOf(database: ReadModelDatabase, { request }: Access): Promise<ServiceItem | undefined> {
  const { itemVersion, ticket } = request;
  return (await catalogueEntry(database, 'item', ticket.core.itemCode, itemVersion))?.document;
}

export function summaryOf(detail: VerificationDetail, outcome: VerificationSummary['outcome']): VerificationSummary {
  const { accessId, reader, officer, at, expiresAt, refusal, request } = detail.access;
  const { itemCode, caseRef } = request.ticket.core;
  return {
    verificationId: accessId,
    department: reader,
    officer,
    caseRef,
    itemCode,
    itemVersion: request.itemVersion,
    purposeCode: request.purposeCode,
    legalBasis: request.legalBasis,
    disclose: request.disclose,
    at,
    expiresAt,
    outcome,
    ...(refusal === undefined ? {} : { refusal }),
    ledger: ledgerReference(detail),
  };
}
