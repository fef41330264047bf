// SPDX-License-Identifier: Apache-2.0
import type { DiaryHead } from '../../../chaincode/domain/access/access.js';
import type { DisbeliefReason } from '../belief/belief.js';
import type { Writer } from './writer.js';

/**
 * Kept as the ledger holds it, right or wrong: the chain check compares it with the rows. A head that takes rows back
 * stays on record with the diary: what was answered under it must not vanish with it.
 */
export function applyDiaryHead(
  { rows, source }: Writer,
  diary: string,
  { n, h, at }: DiaryHead,
): DisbeliefReason | undefined {
  const known = rows.find('diaryHeads', ['n', 'h', 'cutAt'], { diary });
  const wentBack = known !== undefined && n <= known.n && h !== known.h;
  const cuts = [...(wentBack ? [Math.min(n + 1, known.n)] : []), known?.cutAt ?? Infinity];
  const cut = Math.min(...cuts);
  rows.replace('diaryHeads', { diary, n, h, at, cutAt: cut === Infinity ? null : cut, ...source }, ['diary']);
  return wentBack ? 'HEAD_WENT_BACK' : undefined;
}
