// SPDX-License-Identifier: Apache-2.0
import { nodeCrypto } from '../../../chaincode/fabric/node-crypto.js';
import { advance } from '../../../chaincode/domain/application/advance.js';
import type { FiledItem, Filing, Task } from '../../../chaincode/domain/application/application.js';
import { applicationIdOf } from '../../../chaincode/domain/application/application-id.js';
import type { FilingMove, TaskMove } from '../../../chaincode/domain/application/move-shapes.js';
import type { MoveDocument, MoveName } from '../../../chaincode/domain/application/moves.js';
import type { MoveReason } from '../../../chaincode/domain/application/reasons.js';
import { newTask, type Move, type TaskHistory } from '../../../chaincode/domain/application/task-history.js';
import type { Calendars } from '../../../chaincode/domain/application/working-days.js';
import type { Calendar } from '../../../chaincode/domain/catalogue/calendar.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import { digest } from './register.js';

export const ITEM = 'human-resources.graduate-report';
export const FILED_AT = '2026-03-09T02:00:00.000Z';
const title = { zh: '名称', en: 'Title' };
const madeIn = { transactionId: 'abc', index: 0 };
const filedBy = 'civil-affairs';
export const APPLICATION = applicationIdOf({ filedBy, madeIn }, nodeCrypto.sha256);

export function filedItem(changes: Partial<FiledItem> = {}): FiledItem {
  return {
    itemCode: ITEM,
    itemVersion: 1,
    itemDigest: digest('item'),
    dependsOn: [],
    materials: [],
    repeatCollected: [],
    changedFields: [],
    deposit: digest('form'),
    ...changes,
  };
}

export function filing(changes: Partial<Filing> = {}): Filing {
  const made = { applicationId: APPLICATION, madeIn, filedBy, officer: 'officer-1', at: FILED_AT };
  return { v: 1, ...made, caseRef: digest('case'), items: [filedItem()], moves: [], ...changes };
}

/** Reason and details with which a move is in order, unless a test changes them. */
const USUAL: Readonly<Record<Exclude<MoveName, 'SUBMIT'>, { reason: MoveReason; [detail: string]: unknown }>> = {
  ACCEPT: { reason: 'COMPLETE', due: { promised: '2026-03-20' }, calendars: [] },
  REFUSE_ACCEPTANCE: { reason: 'NOT_COMPETENT' },
  REQUEST_CORRECTION: {
    reason: 'MATERIAL_MISSING',
    notice: { materials: ['diploma'], fields: [], dueDay: '2026-03-16' },
    calendars: [],
  },
  START_REVIEW: { reason: 'ACCEPTED' },
  STOP_CLOCK: { reason: 'HEARING' },
  RESUME_CLOCK: { reason: 'AWAITED_CAME', due: { promised: '2026-03-20' }, calendars: [] },
  APPROVE: { reason: 'CONDITIONS_MET', elapsed: { workingDays: 0, overrun: 0 }, calendars: [] },
  REJECT: { reason: 'CONDITIONS_NOT_MET', elapsed: { workingDays: 0, overrun: 0 }, calendars: [] },
  ISSUE: { reason: 'APPROVED', result: { derivedFrom: [] } },
  ISSUE_INSTANTLY: { reason: 'RULES_HOLD', result: { derivedFrom: [] } },
  CHECK_ORIGINALS: {
    reason: 'ORIGINALS_SHOWN',
    originals: [{ itemCode: ITEM, materialCode: 'diploma', outcome: 'MATCHES' }],
  },
  DELIVER: { reason: 'HANDED_OVER', delivery: { method: 'HALL', hall: 'central' } },
  CLOSE: { reason: 'RECEIVED' },
  LAPSE: { reason: 'NOT_ANSWERED' },
  CORRECT: {
    reason: 'APPLICANT_ANSWER',
    materials: [{ materialCode: 'diploma', how: 'UPLOAD', digests: [digest('diploma')] }],
  },
  WITHDRAW: { reason: 'APPLICANT_WISH' },
};

/** A move as it could stand in a document, without regard to the other document. */
export function moveNamed(
  name: Exclude<MoveName, 'SUBMIT'>,
  document: MoveDocument,
  changes: Readonly<Record<string, unknown>> = {},
): Move {
  const of =
    document === 'FILING'
      ? { itemCodes: [ITEM], seen: [{ itemCode: ITEM, moves: 0 }] }
      : { seen: { moves: 0, digest: digest('') } };
  return { move: name, officer: 'officer-1', at: FILED_AT, ...USUAL[name], ...of, ...changes } as unknown as Move;
}

type Moved = readonly [
  name: Exclude<MoveName, 'SUBMIT'>,
  changes?: Readonly<Record<string, unknown>>,
  document?: MoveDocument,
];
const FILERS: readonly string[] = ['CORRECT', 'WITHDRAW'];

/** A task after these moves, each into the document to which it belongs. */
export function historyOf(moves: readonly Moved[], filed: Partial<FiledItem> = {}): TaskHistory {
  return moves.reduce(
    (history, [name, changes, document = FILERS.includes(name) ? 'FILING' : 'TASK']) => {
      return advance(history, document, moveNamed(name, document, changes));
    },
    newTask(filedItem(filed), FILED_AT),
  );
}

/** Writes moves into both documents as the honest do: each sees what was there. */
export class Papers {
  filing: Filing;
  task: Task | undefined;

  constructor(of: Filing = filing()) {
    this.filing = of;
  }

  move(
    name: Exclude<MoveName, 'SUBMIT'>,
    changes: Readonly<Record<string, unknown>> = {},
    document?: MoveDocument,
  ): this {
    const place = document ?? (FILERS.includes(name) ? 'FILING' : 'TASK');
    const hashed = (of: Filing | Task) => ({ moves: of.moves.length, digest: digest(canonicalJson(of)) });
    if (place === 'TASK') {
      const move = moveNamed(name, place, { seen: hashed(this.filing), ...changes }) as TaskMove;
      const { applicationId } = this.filing;
      this.task = { v: 1, applicationId, itemCode: ITEM, moves: [...(this.task?.moves ?? []), move] };
      return this;
    }
    const seen = [{ itemCode: ITEM, moves: 0, ...(this.task === undefined ? {} : hashed(this.task)) }];
    const move = moveNamed(name, place, { seen, ...changes }) as FilingMove;
    this.filing = { ...this.filing, moves: [...this.filing.moves, move] };
    return this;
  }
}

export function calendar(year: number, changes: Partial<Calendar> = {}): Calendar {
  const code = `year-${String(year)}`;
  return { v: 1, code, version: 1, title, year, holidays: [], workdays: [], legalReference: title, ...changes };
}

export function calendarsOf(...calendars: Calendar[]): Calendars {
  return new Map(calendars.map((one) => [one.year, one]));
}
