// SPDX-License-Identifier: Apache-2.0
import {
  listVerifications as readVerifications,
  verificationById,
  type VerificationFilter,
  type VerificationView,
} from '../../readmodel/queries/verifications.js';
import type { ReadModelDatabase } from '../../readmodel/tables.js';
import { caseRefOf } from '../case-ref-of.js';
import { checkCaseNumber } from '../check-case-number.js';
import { isBody } from '../is-body.js';
import { DEFAULT_PAGE } from '../page.js';
import { instantsOf } from '../period.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import { summaryOf, verdictsOf } from './summary-of.js';
import type { VerificationList, VerificationQuery, VerificationSummary } from './verification-view.js';

/**
 * Committed accesses, newest first: those of the caller's department; for auditors everyone's, or one department's.
 * Another department's are to others as if they were not there.
 *
 * @throws {GatewayProblem} CASE_NO_INVALID, CASE_DEPARTMENT_REQUIRED, CURSOR_INVALID, PERIOD_INVALID
 */
export async function listVerifications(
  services: Services,
  session: Session,
  { cursor, limit = DEFAULT_PAGE, ...question }: VerificationQuery,
): Promise<VerificationList> {
  if (question.caseNo !== undefined) checkCaseNumber(question.caseNo);
  const { database } = services.readModel;
  const scope = { session, list: 'verifications', question };
  const before = cursor === undefined ? {} : { before: services.cursors.read(cursor, scope) };
  const reader = (await isBody(database, session, 'AUDITOR')) ? question.department : session.department;
  if (isAnothers(question, reader)) return { verifications: [], next: null };
  const filter = await filterOf(services, question, reader);
  const readBy = reader === undefined ? {} : { reader };
  const page = await readVerifications(database, { ...filter, ...readBy, ...before, limit });
  const verifications = await summariesOf(database, page.rows);
  return { verifications, next: page.next === undefined ? null : services.cursors.write(page.next, scope) };
}

async function summariesOf(
  database: ReadModelDatabase,
  rows: readonly VerificationView[],
): Promise<VerificationSummary[]> {
  const summaries: VerificationSummary[] = [];
  for (const { access } of rows) {
    const detail = await verificationById(database, access.accessId);
    if (detail !== undefined) summaries.push(summaryOf(detail, (await verdictsOf(database, detail)).outcome));
  }
  return summaries;
}

function isAnothers({ department }: VerificationQuery, reader: string | undefined): boolean {
  return department !== undefined && department !== reader;
}

async function filterOf(
  services: Services,
  { caseNo, itemCode, officer, from, until }: VerificationQuery,
  department: string | undefined,
): Promise<Omit<VerificationFilter, 'limit'>> {
  return {
    ...instantsOf({ from, until }),
    ...(caseNo === undefined ? {} : { caseRef: await caseRefOf(services, caseNo, department) }),
    ...(itemCode === undefined ? {} : { itemCode }),
    ...(officer === undefined ? {} : { officer }),
  };
}
