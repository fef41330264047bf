// SPDX-License-Identifier: Apache-2.0
import type { FiledItem } from './application.js';
import type { FiledMaterial } from './filed-material.js';
import type { FilingMove, IssuedResult, Notice, OriginalOutcome, TaskMove } from './move-shapes.js';
import type { MoveDocument } from './moves.js';
import type { TaskState } from './states.js';

export type Move = FilingMove | TaskMove;

/** One move of a task, wherever it is written. */
export interface Step {
  readonly document: MoveDocument;
  readonly move: Move;
  readonly from: TaskState;
  readonly to: TaskState;
}

/** A task as its moves left it. */
export interface TaskHistory {
  readonly filed: FiledItem;
  readonly filedAt: string;
  readonly state: TaskState;
  readonly steps: readonly Step[];
}

export function newTask(filed: FiledItem, filedAt: string): TaskHistory {
  return { filed, filedAt, state: 'SUBMITTED', steps: [] };
}

/** Ledger time of the last move, or of the filing. */
export function lastMoved({ steps, filedAt }: TaskHistory): string {
  return steps.at(-1)?.move.at ?? filedAt;
}

function movesNamed<N extends Move['move']>({ steps }: TaskHistory, name: N): Extract<Move, { move: N }>[] {
  return steps.flatMap(({ move }) => (move.move === name ? [move as Extract<Move, { move: N }>] : []));
}

/** The one notice that went out, if any. */
export function noticeOf(history: TaskHistory): Notice | undefined {
  return movesNamed(history, 'REQUEST_CORRECTION')[0]?.notice;
}

/** Until which day the applicant can answer what is asked at present; `undefined` where no day was named. */
export function dueDayOf(history: TaskHistory): string | undefined {
  return history.state === 'CLOCK_STOPPED'
    ? movesNamed(history, 'STOP_CLOCK').at(-1)?.dueDay
    : noticeOf(history)?.dueDay;
}

/** How each material is met, answers to the notice included. */
export function materialsOf(history: TaskHistory): readonly FiledMaterial[] {
  const answered = movesNamed(history, 'CORRECT').flatMap(({ materials }) => materials);
  const codes = new Set(answered.map(({ materialCode }) => materialCode));
  return [...history.filed.materials.filter(({ materialCode }) => !codes.has(materialCode)), ...answered];
}

/** SHA-256 of the form that counts. */
export function depositOf(history: TaskHistory): string {
  const renewed = movesNamed(history, 'CORRECT').flatMap(({ deposit }) => (deposit === undefined ? [] : [deposit]));
  return renewed.at(-1) ?? history.filed.deposit;
}

/** The last outcome of each original of the task that was compared. */
export function originalsOf(history: TaskHistory): ReadonlyMap<string, OriginalOutcome['outcome']> {
  const compared = movesNamed(history, 'CHECK_ORIGINALS').flatMap(({ originals }) => originals);
  const own = compared.filter(({ itemCode }) => itemCode === history.filed.itemCode);
  return new Map(own.map(({ materialCode, outcome }) => [materialCode, outcome]));
}

/** The result that was issued, if any. */
export function resultOf(history: TaskHistory): IssuedResult | undefined {
  return (movesNamed(history, 'ISSUE')[0] ?? movesNamed(history, 'ISSUE_INSTANTLY')[0])?.result;
}

/** Whether the task, issued, names this record as its result. */
export function names(history: TaskHistory, recordId: string): boolean {
  return resultOf(history)?.recordId === recordId;
}

/** Whether the task was sent by post with a number of that digest. */
export function awaitsDelivery(history: TaskHistory, digest: string): boolean {
  return movesNamed(history, 'DELIVER').some(({ delivery }) => delivery.method === 'POST' && delivery.part === digest);
}
