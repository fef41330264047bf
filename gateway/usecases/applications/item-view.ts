// SPDX-License-Identifier: Apache-2.0
import type { Filing } from '../../../chaincode/domain/application/application.js';
import { legalMoves } from '../../../chaincode/domain/application/legal-moves.js';
import { MOVE_NAMES, type MoveName } from '../../../chaincode/domain/application/moves.js';
import {
  dueDayOf,
  noticeOf,
  resultOf,
  type Step,
  type TaskHistory,
} from '../../../chaincode/domain/application/task-history.js';
import { departmentOf } from '../../../chaincode/domain/names.js';
import { catalogueEntry } from '../../readmodel/queries/catalogue.js';
import type { ApplicationDetail } from '../../readmodel/queries/applications.js';
import type { ReadModelDatabase } from '../../readmodel/tables.js';
import type { Session } from '../session.js';
import type { ApplicationItemView, MadeMove } from './application-view.js';
import { clockView } from './clock-view.js';
import { materialViews } from './material-views.js';

/** Who looks. */
export type Viewer = Session & { readonly isAuditor: boolean };

/** One item of an application, as its moves left it. */
export async function itemView(
  database: ReadModelDatabase,
  viewer: Viewer,
  { filing, rows }: ApplicationDetail,
  history: TaskHistory,
): Promise<ApplicationItemView> {
  const { filed, state } = history;
  const { itemCode, itemVersion, dependsOn, accessId, repeatCollected, changedFields } = filed;
  const row = rows.find((one) => one.itemCode === itemCode);
  const awaitedUntil = state === 'CLOCK_STOPPED' ? dueDayOf(history) : undefined;
  return {
    itemCode,
    itemVersion,
    department: departmentOf(itemCode),
    state,
    dependsOn,
    ...(accessId === undefined ? {} : { verificationId: accessId }),
    materials: await materialViews(database, history),
    repeatCollected,
    changedFields,
    deposited: row?.isDeposited ?? false,
    ...correctionOf(history),
    ...(awaitedUntil === undefined ? {} : { awaitedUntil }),
    clock: clockView(history, row),
    ...resultView(history),
    deliveries: history.steps.flatMap((step) =>
      step.move.move === 'DELIVER'
        ? [{ at: step.move.at, department: madeBy(filing, itemCode, step), delivery: step.move.delivery }]
        : [],
    ),
    moves: movesOf(viewer, filing, history),
    legalMoves: await legalFor(database, viewer, filing, history),
  };
}

function correctionOf(history: TaskHistory): Pick<ApplicationItemView, 'correction'> {
  const notice = noticeOf(history);
  const moveAt = (name: MoveName) => history.steps.find(({ move }) => move.move === name)?.move.at;
  const [requestedAt, answeredAt] = [moveAt('REQUEST_CORRECTION'), moveAt('CORRECT')];
  if (notice === undefined || requestedAt === undefined) return {};
  return { correction: { ...notice, requestedAt, ...(answeredAt === undefined ? {} : { answeredAt }) } };
}

function resultView(history: TaskHistory): Pick<ApplicationItemView, 'result'> {
  const result = resultOf(history);
  const issued = history.steps.find(({ move }) => 'result' in move);
  return result === undefined || issued === undefined ? {} : { result: { ...result, issuedAt: issued.move.at } };
}

function movesOf(viewer: Viewer, filing: Filing, { filed, filedAt, steps }: TaskHistory): MadeMove[] {
  const shown = (department: string, officer: string) =>
    viewer.isAuditor || viewer.department === department ? { department, officer } : { department };
  const submit: MadeMove = {
    move: 'SUBMIT',
    ...shown(filing.filedBy, filing.officer),
    reason: 'APPLICATION',
    at: filedAt,
    state: 'SUBMITTED',
  };
  const made = steps.map((step): MadeMove => {
    const { move, reason, at, officer } = step.move;
    return { move, ...shown(madeBy(filing, filed.itemCode, step), officer), reason, at, state: step.to };
  });
  return [submit, ...made];
}

function madeBy({ filedBy }: Filing, itemCode: string, { document }: Step): string {
  return document === 'FILING' ? filedBy : departmentOf(itemCode);
}

/** What the table lets the caller's department and role do, without what can be told to be refused from the moves alone. */
async function legalFor(
  database: ReadModelDatabase,
  { department, role }: Session,
  { filedBy }: Filing,
  history: TaskHistory,
): Promise<MoveName[]> {
  const { itemCode, itemVersion } = history.filed;
  const own = [
    ...(departmentOf(itemCode) === department ? legalMoves(history.state, 'TASK', role) : []),
    ...(filedBy === department ? legalMoves(history.state, 'FILING', role) : []),
  ];
  const refused = new Set<MoveName>(noticeOf(history) === undefined ? [] : ['REQUEST_CORRECTION']);
  if (own.includes('ISSUE_INSTANTLY')) {
    const item = (await catalogueEntry(database, 'item', itemCode, itemVersion))?.document;
    if (item?.instant !== true) refused.add('ISSUE_INSTANTLY');
  }
  return MOVE_NAMES.filter((name) => own.includes(name) && !refused.has(name));
}
