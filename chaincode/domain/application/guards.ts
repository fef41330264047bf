// SPDX-License-Identifier: Apache-2.0
import type { RefusalCode } from '../refusals.js';

/** What must hold for a move besides the state, and how it is refused. */
export const GUARDS = {
  /** The tasks that this one depends on are issued. */
  DEPENDENCIES_ISSUED: 'DEPENDENCY_OPEN',
  /** What the applicant filled in last is in the department's own collection. */
  DEPOSIT_THERE: 'DEPOSIT_MISSING',
  /** No material is missing. */
  MATERIALS_MET: 'MATERIALS_MISSING',
  /** No notice went out for this task before. */
  FIRST_NOTICE: 'CORRECTION_SPENT',
  /** The notice names materials or fields of the item; where a day is named, it leaves the time that the item gives. */
  NOTICE_IN_ORDER: 'CORRECTION_INVALID',
  /** The due day has not passed. */
  IN_TIME: 'CORRECTION_OVERDUE',
  /** The answer has every material that the notice names and, where it names fields, a new form. */
  NOTICE_ANSWERED: 'CORRECTION_INCOMPLETE',
  /** There was a due day, and it has passed. */
  OVERDUE: 'NOT_DUE_YET',
  /** Every outcome is about an upload of the task, each once. */
  ORIGINALS_ARE_UPLOADS: 'ORIGINALS_INVALID',
  /** Each upload was compared with its original and found to be the same. */
  ORIGINALS_MATCH: 'ORIGINALS_UNCHECKED',
  /** The record was deposited for this very task and stands; an item without one names none. */
  RESULT_DEPOSITED: 'RESULT_MISSING',
  /** The item is instant, every material is shown by a record, and none of these has fallen since. */
  RULES_HOLD: 'RULES_NOT_HELD',
} as const satisfies Readonly<Record<string, RefusalCode>>;

export type GuardName = keyof typeof GUARDS;
