// SPDX-License-Identifier: Apache-2.0
import { dayOf } from '../time.js';
import type { GuardName } from './guards.js';
import { dueDayOf, materialsOf, noticeOf, originalsOf, type Move, type TaskHistory } from './task-history.js';

type Holds = (history: TaskHistory, move: Move) => boolean;

/**
 * Guards that follow from the moves alone, so that whoever replays them holds every move against these again. The
 * others look at the catalogue, at other tasks or at what is deposited; the transactions hold them.
 */
export const HISTORY_GUARDS: Readonly<Partial<Record<GuardName, Holds>>> = {
  MATERIALS_MET: (history) => materialsOf(history).every(({ how }) => how !== 'MISSING'),
  FIRST_NOTICE: (history) => noticeOf(history) === undefined,
  IN_TIME: (history, { at }) => {
    const dueDay = dueDayOf(history);
    return dueDay !== undefined && dayOf(at) <= dueDay;
  },
  NOTICE_ANSWERED: isAnswered,
  OVERDUE: (history, { at }) => {
    const dueDay = dueDayOf(history);
    return dueDay !== undefined && dayOf(at) > dueDay;
  },
  ORIGINALS_ARE_UPLOADS: areUploads,
  ORIGINALS_MATCH: (history) => {
    const outcomes = originalsOf(history);
    return uploadsOf(history).every((code) => outcomes.get(code) === 'MATCHES');
  },
};

/** Each named material answered once, and nothing else; where fields are named, the form anew. */
function isAnswered(history: TaskHistory, move: Move): boolean {
  const notice = noticeOf(history);
  if (move.move !== 'CORRECT' || notice === undefined) return false;
  const codes = move.materials.map(({ materialCode }) => materialCode);
  const whole = codes.length === notice.materials.length && notice.materials.every((code) => codes.includes(code));
  return whole && (notice.fields.length === 0 || move.deposit !== undefined);
}

/** In the filing a move can speak of several tasks; each of them is spoken of. */
function areUploads(history: TaskHistory, move: Move): boolean {
  if (move.move !== 'CHECK_ORIGINALS') return false;
  const { itemCode } = history.filed;
  const itemCodes = 'itemCodes' in move ? move.itemCodes : [itemCode];
  if (move.originals.some((one) => !itemCodes.includes(one.itemCode))) return false;
  const codes = move.originals.filter((one) => one.itemCode === itemCode).map(({ materialCode }) => materialCode);
  const uploads = uploadsOf(history);
  return codes.length > 0 && new Set(codes).size === codes.length && codes.every((code) => uploads.includes(code));
}

function uploadsOf(history: TaskHistory): string[] {
  return materialsOf(history).flatMap(({ materialCode, how }) => (how === 'UPLOAD' ? [materialCode] : []));
}
