// SPDX-License-Identifier: Apache-2.0
import type { Conclusion } from '../../../chaincode/domain/access/access.js';
import { diaryRows, type DiaryRow as StoredRow } from '../../readmodel/queries/diaries.js';
import { liveInquiry } from '../../readmodel/queries/inquiries.js';
import { verificationById } from '../../readmodel/queries/verifications.js';
import type { ReadModelDatabase } from '../../readmodel/tables.js';
import { GatewayProblem } from '../gateway-problem.js';
import { ledgerReference } from '../ledger-reference.js';
import { DEFAULT_PAGE } from '../page.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import { checkChain } from './check-chain.js';
import type { DiaryPageQuery, DiaryRow, DiaryView } from './diary-view.js';

/** How long a recorded question opens a diary. */
const LIVE_MINUTES = 60;

/**
 * Every access to one subject's records, oldest first, with the check of the whole chain.
 *
 * @throws {GatewayProblem} INQUIRY_REQUIRED without an inquiry of the caller's department in the last hour,
 * whether or not there is such a diary; CURSOR_INVALID.
 */
export async function readDiary(
  { readModel: { database }, cursors, now }: Services,
  session: Session,
  pseudonym: string,
  { cursor, limit = DEFAULT_PAGE }: DiaryPageQuery,
): Promise<DiaryView> {
  const about = { kind: 'DIARY', diary: pseudonym } as const;
  const since = new Date(now().getTime() - LIVE_MINUTES * 60_000).toISOString();
  const inquiry = await liveInquiry(database, { department: session.department, about, since });
  if (session.role !== 'auditor' || inquiry === undefined) throw new GatewayProblem('INQUIRY_REQUIRED');
  const scope = { session, list: 'diary', question: { pseudonym } };
  const after = cursor === undefined ? {} : { after: cursors.read(cursor, scope) };
  const page = await diaryRows(database, pseudonym, { ...after, limit });
  const rows: DiaryRow[] = [];
  for (const row of page.rows) rows.push(await rowOf(database, row));
  const chain = await checkChain(database, pseudonym);
  return { pseudonym, rows, chain, next: page.next === undefined ? null : cursors.write(page.next, scope) };
}

async function rowOf(database: ReadModelDatabase, row: StoredRow): Promise<DiaryRow> {
  const { n, h, role, access } = row;
  const { accessId, reader, officer, at, outcome, refusal, request, plan } = access;
  const detail = await verificationById(database, accessId);
  const conclusions = detail?.conclusions.map(({ conclusion }) => conclusion) ?? [];
  const departments = [...new Set(plan.map(({ department }) => department))];
  return {
    n,
    verificationId: accessId,
    reader,
    officer,
    role,
    itemCode: request.ticket.core.itemCode,
    purposeCode: request.purposeCode,
    legalBasis: request.legalBasis,
    disclose: request.disclose,
    at,
    outcome,
    ...(refusal === undefined ? {} : { refusal }),
    sources: departments.map((department) => ({ department, verdicts: countsOf(conclusions, department) })),
    h,
    ledger: ledgerReference(row),
  };
}

function countsOf(conclusions: readonly Conclusion[], department: string): Record<string, number> {
  const counts = new Map<string, number>();
  const own = conclusions.filter((conclusion) => conclusion.department === department);
  for (const { verdict } of own.flatMap(({ verdicts }) => verdicts))
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return Object.fromEntries(counts);
}
