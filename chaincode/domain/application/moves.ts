// SPDX-License-Identifier: Apache-2.0
import type { Role } from '../roles.js';
import type { GuardName } from './guards.js';
import type { MoveReason } from './reasons.js';
import type { TaskState } from './states.js';

/** Whose document a move is written into: the filing is the filing department's, a task its item's department's. */
export type MoveDocument = 'FILING' | 'TASK';

/** `NONE`: there was no application before. */
export type StateBefore = TaskState | 'NONE';

/** One line of the table. */
export interface MoveRule {
  /** Who can make it: with both, the filing department in the filing and the item's department in its task. */
  readonly in: readonly MoveDocument[];
  readonly roles: readonly Role[];
  /** From which state it leads to which; from any other it is not allowed. */
  readonly leads: Readonly<Partial<Record<StateBefore, TaskState>>>;
  /** Reason codes that it can have. */
  readonly reasons: readonly MoveReason[];
  /** What must hold besides; checked in this order. */
  readonly guards: readonly GuardName[];
}

const CLERKS = ['intake', 'officer'] as const;
const OFFICERS = ['officer'] as const;

/**
 * The table of moves: the one declaration from which rules, documents, pages and diagram derive. A move takes one
 * task from a state to a state.
 */
export const MOVES = {
  SUBMIT: {
    in: ['FILING'],
    roles: CLERKS,
    leads: { NONE: 'SUBMITTED' },
    reasons: ['APPLICATION'],
    guards: [],
  },
  ACCEPT: {
    in: ['TASK'],
    roles: CLERKS,
    leads: { SUBMITTED: 'ACCEPTED' },
    reasons: ['COMPLETE'],
    guards: ['DEPENDENCIES_ISSUED', 'DEPOSIT_THERE', 'MATERIALS_MET'],
  },
  REFUSE_ACCEPTANCE: {
    in: ['TASK'],
    roles: CLERKS,
    leads: { SUBMITTED: 'NOT_ACCEPTED' },
    reasons: ['NOT_COMPETENT', 'NO_PERMIT_NEEDED', 'STILL_INCOMPLETE', 'DEPENDENCY_FAILED'],
    guards: [],
  },
  REQUEST_CORRECTION: {
    in: ['TASK'],
    roles: CLERKS,
    leads: { SUBMITTED: 'CORRECTION_REQUESTED', UNDER_REVIEW: 'SUPPLEMENT_REQUESTED' },
    reasons: ['MATERIAL_MISSING', 'MATERIAL_INVALID', 'FORM_INCOMPLETE'],
    guards: ['FIRST_NOTICE', 'NOTICE_IN_ORDER'],
  },
  CORRECT: {
    in: ['FILING'],
    roles: CLERKS,
    leads: { CORRECTION_REQUESTED: 'SUBMITTED', SUPPLEMENT_REQUESTED: 'UNDER_REVIEW' },
    reasons: ['APPLICANT_ANSWER'],
    guards: ['IN_TIME', 'NOTICE_ANSWERED'],
  },
  START_REVIEW: {
    in: ['TASK'],
    roles: OFFICERS,
    leads: { ACCEPTED: 'UNDER_REVIEW' },
    reasons: ['ACCEPTED'],
    guards: [],
  },
  STOP_CLOCK: {
    in: ['TASK'],
    roles: OFFICERS,
    leads: { UNDER_REVIEW: 'CLOCK_STOPPED' },
    reasons: ['AWAITING_APPLICANT', 'EXPERT_REVIEW', 'INSPECTION', 'HEARING', 'PUBLIC_NOTICE', 'FORCE_MAJEURE'],
    guards: ['NOTICE_IN_ORDER'],
  },
  RESUME_CLOCK: {
    in: ['TASK'],
    roles: OFFICERS,
    leads: { CLOCK_STOPPED: 'UNDER_REVIEW' },
    reasons: ['AWAITED_CAME'],
    guards: [],
  },
  APPROVE: {
    in: ['TASK'],
    roles: OFFICERS,
    leads: { UNDER_REVIEW: 'APPROVED' },
    reasons: ['CONDITIONS_MET'],
    guards: ['DEPOSIT_THERE'],
  },
  REJECT: {
    in: ['TASK'],
    roles: OFFICERS,
    leads: { UNDER_REVIEW: 'REJECTED' },
    reasons: ['CONDITIONS_NOT_MET', 'FALSE_STATEMENT', 'DEPENDENCY_FAILED'],
    guards: [],
  },
  ISSUE: {
    in: ['TASK'],
    roles: OFFICERS,
    leads: { APPROVED: 'ISSUED' },
    reasons: ['APPROVED'],
    guards: ['RESULT_DEPOSITED'],
  },
  ISSUE_INSTANTLY: {
    in: ['TASK'],
    roles: CLERKS,
    leads: { SUBMITTED: 'ISSUED' },
    reasons: ['RULES_HOLD'],
    guards: ['DEPENDENCIES_ISSUED', 'DEPOSIT_THERE', 'RULES_HOLD', 'RESULT_DEPOSITED'],
  },
  CHECK_ORIGINALS: {
    in: ['FILING', 'TASK'],
    roles: CLERKS,
    leads: { ISSUED: 'ISSUED' },
    reasons: ['ORIGINALS_SHOWN'],
    guards: ['ORIGINALS_ARE_UPLOADS'],
  },
  DELIVER: {
    in: ['FILING', 'TASK'],
    roles: CLERKS,
    leads: { ISSUED: 'DELIVERED' },
    reasons: ['HANDED_OVER', 'POSTED'],
    guards: ['ORIGINALS_MATCH'],
  },
  CLOSE: {
    in: ['FILING', 'TASK'],
    roles: CLERKS,
    leads: { DELIVERED: 'CLOSED' },
    reasons: ['RECEIVED'],
    guards: [],
  },
  WITHDRAW: {
    in: ['FILING'],
    roles: CLERKS,
    leads: {
      SUBMITTED: 'WITHDRAWN',
      CORRECTION_REQUESTED: 'WITHDRAWN',
      ACCEPTED: 'WITHDRAWN',
      UNDER_REVIEW: 'WITHDRAWN',
      CLOCK_STOPPED: 'WITHDRAWN',
      SUPPLEMENT_REQUESTED: 'WITHDRAWN',
      APPROVED: 'WITHDRAWN',
    },
    reasons: ['APPLICANT_WISH'],
    guards: [],
  },
  LAPSE: {
    in: ['TASK'],
    roles: CLERKS,
    leads: { CORRECTION_REQUESTED: 'LAPSED', SUPPLEMENT_REQUESTED: 'LAPSED', CLOCK_STOPPED: 'LAPSED' },
    reasons: ['NOT_ANSWERED'],
    guards: ['OVERDUE'],
  },
} as const satisfies Readonly<Record<string, MoveRule>>;

export type MoveName = keyof typeof MOVES;
export const MOVE_NAMES = Object.keys(MOVES) as readonly MoveName[];

export function ruleOf(move: MoveName): MoveRule {
  return MOVES[move];
}
