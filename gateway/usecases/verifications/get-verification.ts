// SPDX-License-Identifier: Apache-2.0
import type { ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import { withholdUnrelated } from '../../../chaincode/domain/access/withhold-unrelated.js';
import { verificationById, type VerificationDetail } from '../../readmodel/queries/verifications.js';
import { GatewayProblem } from '../gateway-problem.js';
import { isBody } from '../is-body.js';
import { ledgerReference } from '../ledger-reference.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import { materialAnswer } from './compose-answer.js';
import type { FinishedViews } from './finished-views.js';
import { itemOf, summaryOf, verdictsOf } from './summary-of.js';
import type { SourceConclusion, VerificationView } from './verification-view.js';

/** A committed access without values, for its department and auditors. @throws {GatewayProblem} NOT_FOUND, for everyone else too. */
export async function getVerification(
  { readModel: { database } }: Services,
  finished: FinishedViews,
  session: Session,
  verificationId: string,
): Promise<VerificationView> {
  const reader = (await isBody(database, session, 'AUDITOR')) ? undefined : session.department;
  const known = finished.get(reader, verificationId);
  if (known !== undefined) return known;
  const detail = await verificationById(database, verificationId, reader);
  if (detail === undefined) throw new GatewayProblem('NOT_FOUND');
  const { outcome, materials, missing } = await verdictsOf(database, detail);
  const item = await itemOf(database, detail.access);
  const sources = sourcesOf(detail, item);
  const view = {
    ...summaryOf(detail, outcome),
    materials: materials.map((material) => materialAnswer(material)),
    missing: [...missing],
    sources,
  };
  const isFinished = item !== undefined && sources.every(({ ledger }) => ledger !== null);
  return isFinished ? finished.keep(reader, view) : view;
}

function sourcesOf({ access, conclusions }: VerificationDetail, item: ServiceItem | undefined): SourceConclusion[] {
  const stated = conclusions.map(({ conclusion }) => conclusion);
  const departments = [...new Set(access.plan.map(({ department }) => department))];
  return departments.map((department) => {
    const found = conclusions.find(({ conclusion }) => conclusion.department === department);
    if (found === undefined) return { department, at: null, verdicts: [], released: [], ledger: null };
    const { at, verdicts, granted } = found.conclusion;
    const leaving = item === undefined ? [] : withholdUnrelated(item, access, granted, stated);
    return {
      department,
      at,
      verdicts: verdicts.map(({ materialCode, recordType, verdict }) => ({ materialCode, recordType, verdict })),
      released: [...new Set(leaving.flatMap(({ claims }) => claims))],
      ledger: ledgerReference(found),
    };
  });
}
