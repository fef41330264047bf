// SPDX-License-Identifier: Apache-2.0
import { applicationIdOf } from '../../../chaincode/domain/application/application-id.js';
import type { FiledItem, Filing, Task } from '../../../chaincode/domain/application/application.js';
import type { FilingMove, TaskMove } from '../../../chaincode/domain/application/move-shapes.js';
import { departmentOf } from '../../../chaincode/domain/names.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import { stamped, type Part, type Written } from './chain.js';
import { AT, digest } from './documents.js';

/** Applications of the right shape, for tests that choose who writes them and how. */

export const REPORT = 'human-resources.graduate-report';
export const ALLOWANCE = 'civil-affairs.child-allowance';
export const FILER = 'data-bureau';

export function filedItem(itemCode: string, change: Partial<FiledItem> = {}): FiledItem {
  return {
    itemCode,
    itemVersion: 1,
    itemDigest: digest(`item ${itemCode}`),
    dependsOn: [],
    materials: [{ materialCode: 'diploma', how: 'RECORD' }],
    repeatCollected: [],
    changedFields: [],
    deposit: digest(`form ${itemCode}`),
    ...change,
  };
}

/** An application as the transaction of that id files it. */
export function filingIn(transactionId: string, change: Partial<Filing> = {}, index = 0): Filing {
  const filedBy = change.filedBy ?? FILER;
  const madeIn = { transactionId, index };
  return {
    v: 1,
    applicationId: applicationIdOf({ filedBy, madeIn }, digest),
    madeIn,
    filedBy,
    officer: 'officer-7',
    at: AT,
    caseRef: digest(`case ${transactionId} ${index}`),
    items: [filedItem(REPORT)],
    moves: [],
    ...change,
  };
}

/** A move without who, when and what was seen; a test may leave the right shape. */
type Carried = Readonly<Record<string, unknown>> & { readonly move: string };
const made = { officer: 'officer-8', at: AT };

/** A task with one more move, which saw the filing as it is. */
export function moved(filing: Filing, itemCode: string, before: Task | undefined, move: Carried): Task {
  const seen = { moves: filing.moves.length, digest: digest(canonicalJson(filing)) };
  const task = before ?? { v: 1, applicationId: filing.applicationId, itemCode, moves: [] };
  return { ...task, moves: [...task.moves, { ...made, seen, ...move } as unknown as TaskMove] };
}

/** A filing with one more move, which saw these tasks as they are. */
export function answered(filing: Filing, tasks: Readonly<Record<string, Task | undefined>>, move: Carried): Filing {
  const seen = Object.entries(tasks).map(([itemCode, task]) =>
    task === undefined
      ? { itemCode, moves: 0 }
      : { itemCode, moves: task.moves.length, digest: digest(canonicalJson(task)) },
  );
  const whole = { ...made, itemCodes: Object.keys(tasks), seen, ...move } as unknown as FilingMove;
  return { ...filing, moves: [...filing.moves, whole] };
}

const calendars = [{ code: 'year-2026', version: 1 }];
export const ACCEPT = (promised = '2026-11-24') =>
  ({ move: 'ACCEPT', reason: 'COMPLETE', due: { promised, statutory: '2026-12-20' }, calendars }) as const;
export const START_REVIEW = { move: 'START_REVIEW', reason: 'ACCEPTED' } as const;
export const APPROVE = (overrun = 0) =>
  ({ move: 'APPROVE', reason: 'CONDITIONS_MET', elapsed: { workingDays: 1 + overrun, overrun }, calendars }) as const;
export const ISSUE = (recordId?: string) =>
  ({
    move: 'ISSUE',
    reason: 'APPROVED',
    result: { ...(recordId === undefined ? {} : { recordId }), derivedFrom: [] },
  }) as const;
export const NOTICE = (dueDay = '2026-12-11') =>
  ({
    move: 'REQUEST_CORRECTION',
    reason: 'MATERIAL_MISSING',
    notice: { materials: ['diploma'], fields: [], dueDay },
    calendars,
  }) as const;

export const stamping = (filing: Filing): Part =>
  stamped(filing.filedBy, stateKeys.application(filing.applicationId), filing);
/** The transaction in which it was filed. */
export const filed = (...filings: Filing[]): Written => ({
  parts: filings.map(stamping),
  id: filings[0]?.madeIn.transactionId ?? '',
});
export const stood = (task: Task): Part =>
  stamped(departmentOf(task.itemCode), stateKeys.task(task.applicationId, task.itemCode), task);
