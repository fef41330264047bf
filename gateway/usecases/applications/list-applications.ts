// SPDX-License-Identifier: Apache-2.0
import { departmentOf } from '../../../chaincode/domain/names.js';
import {
  listFilings,
  listInbox,
  type ApplicationRow,
  type InboxPlace,
} from '../../readmodel/queries/application-lists.js';
import { caseRefOf } from '../case-ref-of.js';
import { checkCaseNumber } from '../check-case-number.js';
import { GatewayProblem } from '../gateway-problem.js';
import { isBody } from '../is-body.js';
import { DEFAULT_PAGE } from '../page.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import type { TaskRow } from '../../readmodel/queries/applications.js';
import type { ApplicationList, ApplicationQuery, ApplicationSummary, TaskSummary } from './application-list.js';

/** A question whose department is settled. */
interface Asked {
  readonly session: Session;
  readonly isAuditor: boolean;
  /** Absent = all departments (for auditors). */
  readonly department?: string;
  readonly query: { readonly cursor: string | undefined; readonly question: Question };
  readonly limit: number;
}
type Question = Omit<ApplicationQuery, 'cursor' | 'limit'>;

/**
 * The inbox of a department (its open tasks, those due first at the beginning) or what it filed (newest first); for
 * auditors everyone's, or one department's. Another department's are to others as if they were not there.
 *
 * @throws {GatewayProblem} CASE_NO_INVALID, CASE_DEPARTMENT_REQUIRED, CURSOR_INVALID
 */
export async function listApplications(
  services: Services,
  session: Session,
  { cursor, limit = DEFAULT_PAGE, ...question }: ApplicationQuery,
): Promise<ApplicationList> {
  const { list, caseNo } = question;
  if (caseNo !== undefined) checkCaseNumber(caseNo);
  const isAuditor = await isBody(services.readModel.database, session, 'AUDITOR');
  const department = isAuditor ? question.department : session.department;
  const asked = { session, isAuditor, query: { cursor, question }, limit };
  const whose = department === undefined ? {} : { department };
  // A case number is the filing department's, so whoever asks for one asks for what was filed.
  const isInbox = list !== 'filed' && caseNo === undefined;
  return (isInbox ? inboxPage : filedPage)(services, { ...asked, ...whose });
}

async function inboxPage(
  { readModel: { database }, cursors }: Services,
  { session, isAuditor, department, query, limit }: Asked,
): Promise<ApplicationList> {
  const { cursor, question } = query;
  const scope = { session, list: 'inbox', question };
  const after = cursor === undefined ? {} : { after: placeIn(cursors.readCode(cursor, scope)) };
  const { state, itemCode } = question;
  const isForeign =
    department !== undefined &&
    [question.department ?? department, itemCode === undefined ? department : departmentOf(itemCode)].some(
      (one) => one !== department,
    );
  if (isForeign) return { applications: [], next: null };
  const page = await listInbox(database, {
    ...(department === undefined ? {} : { department }),
    ...(itemCode === undefined ? {} : { itemCode }),
    ...(state === undefined ? {} : { state }),
    ...after,
    limit,
  });
  const { next } = page;
  return {
    applications: page.rows.map((row) => summaryOf(row, { session, isAuditor })),
    next: next === undefined ? null : cursors.write(`${next.dueDay} ${next.ordinal}`, scope),
  };
}

async function filedPage(
  services: Services,
  { session, isAuditor, department, query, limit }: Asked,
): Promise<ApplicationList> {
  const { cursors, readModel } = services;
  const { cursor, question } = query;
  const scope = { session, list: 'filed', question };
  const before = cursor === undefined ? {} : { before: cursors.read(cursor, scope) };
  if (question.department !== undefined && question.department !== department) return { applications: [], next: null };
  const { state, itemCode, caseNo } = question;
  const page = await listFilings(readModel.database, {
    ...(department === undefined ? {} : { filedBy: department }),
    ...(itemCode === undefined ? {} : { itemCode }),
    ...(state === undefined ? {} : { state }),
    ...(caseNo === undefined ? {} : { caseRef: await caseRefOf(services, caseNo, department) }),
    ...before,
    limit,
  });
  return {
    applications: page.rows.map((row) => summaryOf(row, { session, isAuditor })),
    next: page.next === undefined ? null : cursors.write(page.next, scope),
  };
}

function placeIn(position: string): InboxPlace {
  const [dueDay, ordinal] = position.split(' ');
  if (dueDay === undefined || ordinal === undefined) throw new GatewayProblem('CURSOR_INVALID');
  return { dueDay, ordinal: Number(ordinal) };
}

function summaryOf(
  { applicationId, filedBy, at: filedAt, caseRef, themeCode, state, tasks }: ApplicationRow,
  { session, isAuditor }: Pick<Asked, 'session' | 'isAuditor'>,
): ApplicationSummary {
  return {
    applicationId,
    filedBy,
    filedAt,
    ...(isAuditor || filedBy === session.department ? { caseRef } : {}),
    ...(themeCode === undefined ? {} : { themeCode }),
    state,
    tasks: tasks.map(taskSummary),
  };
}

function taskSummary({
  itemCode,
  department,
  state,
  dueDay,
  promisedDay,
  statutoryDay,
  isDeposited,
}: TaskRow): TaskSummary {
  return {
    itemCode,
    department,
    state,
    dueDay,
    ...(promisedDay === undefined ? {} : { promisedDay }),
    ...(statutoryDay === undefined ? {} : { statutoryDay }),
    deposited: isDeposited,
  };
}
